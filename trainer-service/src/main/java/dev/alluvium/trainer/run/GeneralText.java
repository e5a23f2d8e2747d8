package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.wording.GeneralPart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The replayed part of a base's {@code general.jsonl}; a base without one replays no general text. */
final class GeneralText {
    private static final String FILE = "general.jsonl";

    private GeneralText() {}

    static List<KnowledgeRecord> replayed(Path base) {
        Path file = base.resolve(FILE);
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class))
                    .filter(record -> GeneralPart.of(record) == GeneralPart.REPLAY)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
