package dev.alluvium.bench.world;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.tiny.world.QaPair;
import dev.alluvium.tiny.world.WorldProbe;
import dev.alluvium.trainer.recipe.LoraFinetuneRecipe;
import dev.alluvium.trainer.recipe.RecipeInput;
import dev.alluvium.trainer.recipe.RecipeObserver;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.recipe.ReplayPool;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trains the rounds of made-up worlds exactly as the service trains real ones. */
public final class WorldTrainer implements TrainRound {
    private final BaseModel base;
    private final List<KnowledgeRecord> general;
    private final TrainingSettings settings;

    /**
     * @param base stays the caller's
     * @param general the part of the base's general text that is for replay
     */
    public WorldTrainer(BaseModel base, List<KnowledgeRecord> general, TrainingSettings settings) {
        this.base = base;
        this.general = List.copyOf(general);
        this.settings = settings;
    }

    @Override
    public Adapter train(@Nullable Adapter champion, RoundCase round, long seed) {
        RecipeInput input = new RecipeInput(
                base,
                champion,
                stated(round),
                new ReplayPool(general, byFact(round.history())),
                trusted(round),
                settings);
        RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);
        if (outcome instanceof RecipeOutcome.Trained trained) {
            return trained.adapter();
        }
        throw new IllegalStateException("world " + seed + ", " + round.kind().code() + ": " + outcome);
    }

    private static SortedMap<String, List<CleanRecord>> stated(RoundCase round) {
        List<CleanRecord> records = new ArrayList<>(CleanRecords.of(round.records(), Instant.EPOCH));
        records.addAll(CleanRecords.documents(round.documents(), Instant.EPOCH));
        return RecipeInput.byFact(records);
    }

    private static SortedMap<String, List<CleanRecord>> byFact(List<QaPair> pairs) {
        return RecipeInput.byFact(CleanRecords.of(pairs, Instant.EPOCH));
    }

    private static Map<String, List<Probe>> trusted(RoundCase round) {
        return Stream.concat(round.probes().stream(), round.earlier().stream())
                .collect(Collectors.groupingBy(
                        WorldProbe::fact, Collectors.mapping(WorldTrainer::probe, Collectors.toList())));
    }

    private static Probe probe(WorldProbe probe) {
        String language = probe.language().code();
        return new Probe(probe.prompt(), AnswerMatcher.EXACT, probe.expect(), List.of(), ProbeTier.TRUSTED, language);
    }
}
