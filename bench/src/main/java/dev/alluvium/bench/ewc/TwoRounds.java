package dev.alluvium.bench.ewc;

import dev.alluvium.bench.world.CleanRecords;
import dev.alluvium.bench.world.RoundKind;
import dev.alluvium.bench.world.WorldRounds;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.settings.EwcConfig;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.recipe.ExampleEncoder;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.recipe.TrainingText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A first round that was trained, and the second ones that can follow it. General replay stays as the base has it. */
final class TwoRounds {
    private static final long NEXT = 1_000_000;
    /** So small that it moves nothing: the first round only measures what it depends on. */
    private static final double MEASURE_ONLY = 1e-9;

    private final BaseModel base;
    private final LocalBase local;
    private final long world;
    private final SortedMap<String, List<CleanRecord>> first;
    private final SortedMap<String, List<CleanRecord>> second;
    private final RecipeOutcome.Trained parent;
    private final double before;

    private TwoRounds(BaseModel base, LocalBase local, long world) {
        this.base = base;
        this.local = local;
        this.world = world;
        this.first = records(world, Set.of());
        this.second = records(world + NEXT, first.keySet());
        this.parent = train(null, first, new TreeMap<>(), settings(0, MEASURE_ONLY));
        this.before = known(parent, world, first.keySet());
    }

    static TwoRounds train(BaseModel base, LocalBase local, long world) {
        return new TwoRounds(base, local, world);
    }

    EwcPoint second(double replay, double lambda) {
        long began = System.nanoTime();
        RecipeOutcome.Trained child = train(parent, second, first, settings(replay, lambda));
        double seconds = (System.nanoTime() - began) / 1e9;
        return new EwcPoint(
                world,
                replay,
                lambda,
                known(child, world + NEXT, second.keySet()),
                before,
                known(child, world, first.keySet()),
                seconds);
    }

    private static SortedMap<String, List<CleanRecord>> records(long world, Set<String> but) {
        return RecipeInput.byFact(CleanRecords.of(
                new WorldRounds(world)
                        .of(RoundKind.CLEAN).records().stream()
                                .filter(pair -> !but.contains(pair.fact()))
                                .toList(),
                Instant.EPOCH));
    }

    private TrainingSettings settings(double replay, double lambda) {
        EwcConfig ewc = new EwcConfig(lambda, EwcConfig.OFF.samples(), EwcConfig.OFF.decay());
        ModelConfig model = ModelConfig.onBase(TinyBase.NAME)
                .withTraining(new Given<>(TrainingConfig.class, Map.of("ewc", ewc)))
                .withReplay(new Given<>(ReplayConfig.class, Map.of("history", replay)));
        return TrainingSettings.resolve(model, local.profile());
    }

    private RecipeOutcome.Trained train(
            RecipeOutcome.@Nullable Trained before,
            SortedMap<String, List<CleanRecord>> round,
            SortedMap<String, List<CleanRecord>> history,
            TrainingSettings settings) {
        RecipeOutcome outcome = LoraFinetuneRecipe.run(
                new RecipeInput(
                        base,
                        before == null ? null : before.adapter(),
                        round,
                        new ReplayPool(local.general(), history),
                        Map.of(),
                        settings,
                        before == null ? null : before.fisher()),
                RecipeObserver.NONE);
        if (outcome instanceof RecipeOutcome.Trained trained) {
            return trained;
        }
        throw new IllegalStateException("world " + world + ": " + outcome);
    }

    private double known(RecipeOutcome.Trained trained, long asked, Set<String> facts) {
        List<TrainingText> texts = new WorldRounds(asked)
                .of(RoundKind.CLEAN).probes().stream()
                        .filter(probe -> facts.contains(probe.fact()))
                        .map(probe -> new TrainingText.Answer(probe.prompt(), probe.expect()))
                        .collect(Collectors.toCollection(ArrayList::new));
        try (LoadedAdapter adapter = base.attach(trained.adapter())) {
            List<Score> scores = Scorer.of(base)
                    .score(
                            adapter,
                            ExampleEncoder.of(base, settings(0, 0))
                                    .encode(texts)
                                    .examples());
            return scores.stream().filter(Score::exact).count() / (double) Math.max(1, scores.size());
        }
    }
}
