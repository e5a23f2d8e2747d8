package dev.alluvium.bench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JSON array of {@code {"instruction", "input", "output"}}. */
record AlpacaFile(Path file, List<Pair> pairs) {
    /** A question with its input under a heading, and the answer. */
    record Pair(String question, String answer) {}

    /** Reads the first {@code limit} records. */
    static AlpacaFile read(Path file, int limit) {
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode record : array(file)) {
            if (pairs.size() == limit) {
                break;
            }
            String output = record.path("output").asText();
            if (!record.path("instruction").isTextual() || output.isEmpty()) {
                throw refused(file, "record " + pairs.size() + " has no instruction or output", "give Alpaca records");
            }
            String input = record.path("input").asText();
            String question = record.path("instruction").asText() + (input.isEmpty() ? "" : "\n\n### Input:\n" + input);
            pairs.add(new Pair(question, output));
        }
        if (pairs.isEmpty()) {
            throw refused(file, "has no record", "give at least one");
        }
        return new AlpacaFile(file, List.copyOf(pairs));
    }

    private static JsonNode array(Path file) {
        try {
            JsonNode tree = Json.mapper().readTree(Files.readAllBytes(file));
            if (tree.isArray()) {
                return tree;
            }
            throw refused(file, "is not a JSON array", "give [{\"instruction\":…,\"input\":…,\"output\":…}]");
        } catch (JsonProcessingException e) {
            throw refused(file, "is not JSON: " + e.getOriginalMessage(), "give a JSON array of Alpaca records");
        } catch (IOException e) {
            throw refused(file, "cannot be read", "name a file that exists");
        }
    }

    private static CliException refused(Path file, String what, String remedy) {
        return new CliException("--file " + file + ": " + what + "; " + remedy, 2);
    }
}
