package dev.alluvium.trainer.trial;

import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A trial's results, a line each: a trial that was cut off goes on where its file ends. */
public final class TrialLog {
    private final Path file;
    private final String trial;

    /** One line. */
    record Line(String trial, TrialResult result) {}

    /** @param trial names base, records and settings, so that results of another trial are not taken for this one's */
    public TrialLog(Path file, String trial) {
        this.file = file;
        this.trial = trial;
    }

    /** What an attempt gave when it was made before, else {@code attempt}'s result, which is written down. */
    public TrialResult of(TrialCandidate candidate, int rung, SuccessiveHalving.Attempt attempt) {
        Optional<TrialResult> before = lines().stream()
                .filter(line -> line.trial().equals(trial))
                .map(Line::result)
                .filter(result -> result.candidate().equals(candidate) && result.rung() == rung)
                .findFirst();
        if (before.isPresent()) {
            return before.get();
        }
        TrialResult result = attempt.of(candidate, rung);
        write(new Line(trial, result));
        return result;
    }

    private List<Line> lines() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .filter(line -> line.endsWith("}"))
                            .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), Line.class))
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Line line) {
        try {
            Files.writeString(file, Json.string(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
