package dev.alluvium.bench;

import dev.alluvium.bench.world.TrainRound;
import dev.alluvium.bench.world.WorldJudge;
import dev.alluvium.bench.world.WorldTrainer;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.knowledge.wording.GeneralPart;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.Given;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shipped base with the trainer's recipe and the evaluator's gate, all with the profile's defaults. */
public final class ShippedParts implements AutoCloseable {
    private static final int GENERAL_FACTS = 120;

    private final BaseModel base;
    private final BaseProfile profile;
    private final List<KnowledgeRecord> general;

    private ShippedParts(BaseModel base, BaseProfile profile, List<KnowledgeRecord> general) {
        this.base = base;
        this.profile = profile;
        this.general = general;
    }

    /** Loads the shipped base. */
    public static ShippedParts load(LoadOptions options) {
        LocalBase local = LocalBase.of(TinyBase.NAME);
        return new ShippedParts(BaseModel.load(local.directory(), options), local.profile(), local.general());
    }

    TrainRound trainer() {
        return trainer(null, null);
    }

    /**
     * The recipe.
     *
     * @param patience of early stopping; null for the profile's
     * @param generalReplay general text as a share of the round's own loss; null for the profile's
     */
    public TrainRound trainer(@Nullable Integer patience, @Nullable Double generalReplay) {
        ModelConfig shipped = ModelConfig.onBase(TinyBase.NAME);
        ModelConfig model = generalReplay == null
                ? shipped
                : shipped.withReplay(new Given<>(ReplayConfig.class, Map.of("general", generalReplay)));
        TrainingSettings settings = TrainingSettings.resolve(model, profile);
        return new WorldTrainer(
                base,
                replayed(),
                patience == null
                        ? settings
                        : settings.with(
                                settings.options().stoppingEarly(EarlyStoppingConfig.DEFAULT.withPatience(patience))));
    }

    /** The recipe with another seed than the profile's. */
    public TrainRound trainer(long seed) {
        ModelConfig model =
                ModelConfig.onBase(TinyBase.NAME).withTraining(new Given<>(TrainingConfig.class, Map.of("seed", seed)));
        return new WorldTrainer(base, replayed(), TrainingSettings.resolve(model, profile));
    }

    private List<KnowledgeRecord> replayed() {
        return general.stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                .toList();
    }

    /** The gate. */
    public WorldJudge judge() {
        return new WorldJudge(
                base,
                GeneralCases.of(general, GENERAL_FACTS),
                Thresholds.of(profile.gate().over(GateConfig.DEFAULT)));
    }

    @Override
    public void close() {
        base.close();
    }
}
