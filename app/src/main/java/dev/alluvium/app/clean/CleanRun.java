package dev.alluvium.app.clean;

import dev.alluvium.cleaning.FileCleaner;
import dev.alluvium.cleaning.FileCleaner.Result;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import dev.alluvium.ingest.format.FilePosition;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts records through the cleaner one by one and writes what became of each. */
public final class CleanRun {
    private final FileCleaner cleaner;
    private final Outputs outputs;
    private final Redactor redactor;
    private final CleanTally tally = new CleanTally();
    private final Map<String, FilePosition> cleanAt = new HashMap<>();

    /**
     * Where results go.
     *
     * @param clean clean records, one JSON object to a line
     * @param whole whether the whole clean record is written, with ids and steps, in place of its content alone
     * @param rejected rejected records and dead letters with their reasons; null for nowhere
     * @param explain lines about what each stage changed; null for none
     */
    public record Outputs(
            OutputStream clean,
            boolean whole,
            @Nullable OutputStream rejected,
            @Nullable Consumer<String> explain) {}

    public CleanRun(FileCleaner cleaner, Redactor redactor, Outputs outputs) {
        this.cleaner = cleaner;
        this.redactor = redactor;
        this.outputs = outputs;
    }

    /**
     * Cleans the next record.
     *
     * @param place of the record in its file, for people
     */
    public void add(FilePosition place, byte[] json) throws IOException {
        Explanation explanation = new Explanation(redactor);
        Consumer<String> explain = outputs.explain();
        Result result =
                explain == null ? cleaner.clean(json, Instant.now()) : cleaner.clean(json, Instant.now(), explanation);
        tally.add(result);
        tally.redacted(cleaner.redacted());
        write(place, result);
        if (explain != null) {
            explain.accept(place + ": " + outcome(result, cleanAt));
            explanation.lines().forEach(explain);
        }
    }

    /** Notes a record that the file's own format could not give. */
    public void unreadable(FilePosition place, String problem) throws IOException {
        Result.DeadLetter letter = new Result.DeadLetter(new RawPosition("file", 0, place.record() - 1), problem);
        tally.add(letter);
        write(place, letter);
    }

    public CleanTally tally() {
        return tally;
    }

    private void write(FilePosition place, Result result) throws IOException {
        if (result instanceof Result.Clean clean) {
            cleanAt.putIfAbsent(clean.record().recordId(), place);
            line(
                    outputs.clean(),
                    outputs.whole() ? clean.record() : clean.record().record());
        } else if (result instanceof Result.Erased erased) {
            if (outputs.whole()) {
                line(outputs.clean(), (CleanEvent) erased.erasure());
            }
        } else if (result instanceof Result.Rejected rejected) {
            line(outputs.rejected(), rejected(place, rejected.record()));
        } else {
            Map<String, Object> letter = new LinkedHashMap<>();
            letter.put("place", place.toString());
            letter.put("stage", "cleaning/decode");
            letter.put("reason", "undecodable");
            letter.put("detail", ((Result.DeadLetter) result).problem());
            line(outputs.rejected(), letter);
        }
    }

    private Map<String, Object> rejected(FilePosition place, RejectedRecord record) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("place", place.toString());
        FilePosition against = record.because() == null ? null : cleanAt.get(record.because());
        if (against != null) {
            line.put("against", against.toString());
        }
        Json.mapper().valueToTree(record).properties().forEach(each -> line.put(each.getKey(), each.getValue()));
        return line;
    }

    private static void line(@Nullable OutputStream out, Object value) throws IOException {
        if (out != null) {
            out.write(Json.bytes(value));
            out.write('\n');
        }
    }

    private static String outcome(Result result, Map<String, FilePosition> cleanAt) {
        if (result instanceof Result.Clean) {
            return "clean";
        } else if (result instanceof Result.Erased erased) {
            return "erases " + erased.erasure().fact();
        } else if (result instanceof Result.Rejected rejected) {
            FilePosition against = cleanAt.get(rejected.record().because());
            return "rejected, " + rejected.record().reason().code() + ": "
                    + rejected.record().detail() + (against == null ? "" : ", from " + against);
        }
        return "dead letter: " + ((Result.DeadLetter) result).problem();
    }
}
