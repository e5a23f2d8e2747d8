package dev.alluvium.launcher.bench;

import dev.alluvium.contracts.config.EarlyStoppingConfig;
import dev.alluvium.contracts.config.EwcConfig;
import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ReplayConfig;
import dev.alluvium.contracts.config.TrainingConfig;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.launcher.local.LocalBase;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.tiny.bench.CleanRecords;
import dev.alluvium.tiny.bench.RoundKind;
import dev.alluvium.tiny.bench.Rounds;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.WorldProbe;
import dev.alluvium.trainer.recipe.Encoder;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.recipe.TrainingText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a second round learns and what it keeps of the first, by the strength of EWC and by how much of the first round
 * is replayed. Answers count if every token is the likeliest, in wordings that no training saw.
 *
 * <p>Usage: {@code EwcBench FIRST-WORLD LAST-WORLD}.
 */
public final class EwcBench {
    private static final double[] REPLAY = {0, 0.2, 1};
    private static final double[] LAMBDA = {0, 1, 10, 100};
    private static final long SECOND = 5_000;

    private final BaseModel base;
    private final LocalBase local;

    private EwcBench(BaseModel base, LocalBase local) {
        this.base = base;
        this.local = local;
    }

    /** Prints a row for each world, replay and lambda. */
    public static void main(String[] arguments) {
        LocalBase local = LocalBase.of(TinyBase.NAME);
        try (BaseModel base = BaseModel.load(local.directory())) {
            System.out.println("world  history replay  lambda  new facts  first round's facts");
            for (long world = Long.parseLong(arguments[0]); world <= Long.parseLong(arguments[1]); world++) {
                new EwcBench(base, local).run(world);
            }
        }
    }

    private void run(long world) {
        SortedMap<String, List<CleanRecord>> first = records(world, Set.of());
        SortedMap<String, List<CleanRecord>> second = records(world + SECOND, first.keySet());
        RecipeOutcome.Trained parent = train(null, first, new TreeMap<>(), settings(0, 1e-9));
        for (double replay : REPLAY) {
            for (double lambda : LAMBDA) {
                RecipeOutcome.Trained child = train(parent, second, first, settings(replay, lambda));
                System.out.printf(
                        Locale.ROOT,
                        "%5d  %14.1f  %6.0f  %7.1f %%  %17.1f %%%n",
                        world,
                        replay,
                        lambda,
                        100 * known(child, world + SECOND, second.keySet()),
                        100 * known(child, world, first.keySet()));
            }
        }
    }

    private static SortedMap<String, List<CleanRecord>> records(long world, Set<String> but) {
        List<QaPair> pairs = new Rounds(world)
                .of(RoundKind.CLEAN).records().stream()
                        .filter(pair -> !but.contains(pair.fact()))
                        .toList();
        return RecipeInput.byFact(CleanRecords.of(pairs, Instant.EPOCH));
    }

    private TrainingSettings settings(double history, double lambda) {
        TrainingConfig options = new TrainingConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                EarlyStoppingConfig.OFF,
                new EwcConfig(lambda, null, null),
                null);
        ModelConfig model = new ModelConfig(TinyBase.NAME, null, options, new ReplayConfig(null, history), null);
        return TrainingSettings.resolve(model, local.profile());
    }

    private RecipeOutcome.Trained train(
            RecipeOutcome.@Nullable Trained parent,
            SortedMap<String, List<CleanRecord>> round,
            SortedMap<String, List<CleanRecord>> history,
            TrainingSettings settings) {
        RecipeInput input = new RecipeInput(
                base,
                parent == null ? null : parent.adapter(),
                round,
                new ReplayPool(local.general(), history),
                Map.of(),
                settings,
                parent == null ? null : parent.fisher());
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);
        if (outcome instanceof RecipeOutcome.Trained trained) {
            return trained;
        }
        throw new IllegalStateException(outcome.toString());
    }

    private double known(RecipeOutcome.Trained trained, long world, Set<String> facts) {
        List<WorldProbe> probes = new Rounds(world)
                .of(RoundKind.CLEAN).probes().stream()
                        .filter(probe -> facts.contains(probe.fact()))
                        .toList();
        List<TrainingText> asked = probes.stream()
                .map(probe -> (TrainingText) new TrainingText.Answer(probe.prompt(), probe.expect()))
                .collect(Collectors.toList());
        try (LoadedAdapter adapter = base.attach(trained.adapter())) {
            List<Score> scores = Scorer.of(base)
                    .score(
                            adapter,
                            Encoder.of(base, settings(0, 0)).encode(asked).examples());
            return scores.stream().filter(Score::exact).count() / (double) Math.max(1, scores.size());
        }
    }
}
