package dev.alluvium.launcher.bench;

import dev.alluvium.contracts.config.BaseProfile;
import dev.alluvium.contracts.config.EarlyStoppingConfig;
import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.dataset.wording.GeneralPart;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.evaluator.bench.WorldJudge;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.model.BaseModel;
import dev.alluvium.runtime.config.ConfigLoader;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.tiny.bench.JudgeRound;
import dev.alluvium.tiny.bench.TrainRound;
import dev.alluvium.trainer.bench.WorldTrainer;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The shipped base with the trainer's recipe and the evaluator's gate, all with the profile's defaults. */
final class ShippedParts implements AutoCloseable {
    private static final int GENERAL_FACTS = 120;

    private final BaseModel base;
    private final BaseProfile profile;
    private final List<KnowledgeRecord> general;

    private ShippedParts(BaseModel base, BaseProfile profile, List<KnowledgeRecord> general) {
        this.base = base;
        this.profile = profile;
        this.general = general;
    }

    /** Extracts the base into {@code directory} and loads it. */
    static ShippedParts load(Path directory) throws IOException {
        TinyBase.extractTo(directory);
        BaseProfile profile = ConfigLoader.read(directory.resolve("profile.yaml"), BaseProfile.class, Map.of());
        List<KnowledgeRecord> general = Files.readAllLines(directory.resolve("general.jsonl")).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                .toList();
        return new ShippedParts(BaseModel.load(directory), profile, general);
    }

    TrainRound trainer() {
        return trainer(null);
    }

    /** @param patience of early stopping; null for the profile's */
    TrainRound trainer(@Nullable Integer patience) {
        List<KnowledgeRecord> replay = general.stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                .toList();
        TrainingSettings settings = TrainingSettings.resolve(ModelConfig.onBase(TinyBase.NAME), profile);
        return new WorldTrainer(
                base,
                replay,
                patience == null
                        ? settings
                        : settings.with(
                                settings.options().stoppingEarly(new EarlyStoppingConfig(patience, null, null))));
    }

    JudgeRound judge() {
        return new WorldJudge(
                base, GeneralCases.of(general, GENERAL_FACTS), Thresholds.of(Objects.requireNonNull(profile.gate())));
    }

    @Override
    public void close() {
        base.close();
    }
}
