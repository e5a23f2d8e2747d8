package dev.alluvium.launcher.bench;

import dev.alluvium.contracts.config.BaseProfile;
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
import dev.alluvium.tiny.bench.GateTable;
import dev.alluvium.tiny.bench.GateWorlds;
import dev.alluvium.trainer.bench.WorldTrainer;
import dev.alluvium.trainer.recipe.TrainingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Puts the shipped base, recipe and gate, all with the profile's defaults, through the rounds of many worlds.
 *
 * <p>Usage: {@code GateBench RESULT.jsonl FIRST-WORLD LAST-WORLD}. A cut off run goes on where its file ends.
 */
public final class GateBench {
    private static final int GENERAL_FACTS = 120;

    private GateBench() {}

    public static void main(String[] arguments) throws IOException {
        Path result = Path.of(arguments[0]);
        Path directory = Files.createTempDirectory("tiny");
        TinyBase.extractTo(directory);
        BaseProfile profile = ConfigLoader.read(directory.resolve("profile.yaml"), BaseProfile.class, Map.of());
        List<KnowledgeRecord> general = general(directory);
        List<KnowledgeRecord> replay = general.stream()
                .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                .toList();
        TrainingSettings settings = TrainingSettings.resolve(ModelConfig.onBase(TinyBase.NAME), profile);
        try (BaseModel base = BaseModel.load(directory)) {
            WorldTrainer trainer = new WorldTrainer(base, replay, settings);
            WorldJudge judge =
                    new WorldJudge(base, GeneralCases.of(general, GENERAL_FACTS), Thresholds.of(profile.gate()));
            GateWorlds worlds = new GateWorlds(trainer, judge, result);
            worlds.run(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
            System.out.println(GateTable.of(worlds.outcomes()));
        }
    }

    private static List<KnowledgeRecord> general(Path directory) throws IOException {
        return Files.readAllLines(directory.resolve("general.jsonl")).stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                .toList();
    }
}
