package dev.alluvium.runtime.base;

import com.fasterxml.jackson.core.JacksonException;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.KnowledgeRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A base's {@code general.jsonl}: records, a line each. */
public final class GeneralFile {
    /** Its name beside a base's weights. */
    public static final String NAME = "general.jsonl";

    private GeneralFile() {}

    /**
     * The records of a base's directory, if it has any general text.
     *
     * @throws BaseException on a line that is no record, by its place
     */
    public static Optional<List<KnowledgeRecord>> in(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            return Files.exists(file) ? Optional.of(read(file.toString(), Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The records of such a file's bytes. */
    public static List<KnowledgeRecord> read(byte[] bytes) {
        return read(NAME, bytes);
    }

    private static List<KnowledgeRecord> read(String file, byte[] bytes) {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        List<KnowledgeRecord> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                records.add(record(file, i + 1, lines.get(i)));
            }
        }
        return List.copyOf(records);
    }

    private static KnowledgeRecord record(String file, int line, String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), KnowledgeRecord.class);
        } catch (RuntimeException e) {
            String problem = e.getCause() instanceof JacksonException jackson
                    ? jackson.getOriginalMessage()
                    : String.valueOf(e.getMessage());
            throw new BaseException(
                    file + ", line " + line + ": is no record (" + problem
                            + "); each line is a JSON object such as {\"instruction\": …, \"output\": …}",
                    e);
        }
    }
}
