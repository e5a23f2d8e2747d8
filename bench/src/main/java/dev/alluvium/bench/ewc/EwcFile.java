package dev.alluvium.bench.ewc;

import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Points as JSON lines, each written as soon as it is measured. */
record EwcFile(Path path) {
    List<EwcPoint> points() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        return Files.readAllLines(path).stream()
                .filter(line -> !line.isBlank())
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), EwcPoint.class))
                .toList();
    }

    boolean holds(long world, double replay, double lambda) throws IOException {
        return points().stream()
                .anyMatch(point -> point.world() == world && point.replay() == replay && point.lambda() == lambda);
    }

    void append(EwcPoint point) throws IOException {
        Files.writeString(path, Json.string(point) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
