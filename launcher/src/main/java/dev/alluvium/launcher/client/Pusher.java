package dev.alluvium.launcher.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.RawItem;
import dev.alluvium.ingest.format.RecordSource;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a file's records in batches, as it reads them, and gathers what was refused, record by record. */
public final class Pusher {
    private static final int BATCH = 500;
    private static final int BATCH_BYTES = 4 << 20;

    private final ApiClient api;
    private final Terminal terminal;

    /**
     * What came of it.
     *
     * @param problems one line for each record that was not accepted
     */
    public record Result(long accepted, long refused, List<String> problems) {}

    public Pusher(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Pushes a file, or standard input for {@code -}; fields that a record leaves out are filled from the options. */
    public Result push(String file, @Nullable String model, @Nullable String source) throws IOException {
        boolean piped = file.equals("-");
        if (!piped && !Files.isRegularFile(Path.of(file))) {
            throw new CliException(file + ": there is no such file; - reads standard input", 2);
        }
        long size = piped ? 0 : Files.size(Path.of(file));
        Sender sender = new Sender(
                piped ? "standard input" : Path.of(file).getFileName().toString(), model, source);
        try (Counting in = new Counting(piped ? System.in : Files.newInputStream(Path.of(file)));
                RecordSource records = Formats.open(in)) {
            for (RawItem item = records.next(); item != null; item = records.next()) {
                sender.add(item);
                terminal.progress("pushing", in.read, size, sender.accepted + " records");
            }
        } catch (IOException e) {
            sender.flush();
            throw new CliException(
                    file + ": " + e.getMessage() + " (" + sender.accepted + " records before it were pushed)");
        }
        sender.flush();
        terminal.done();
        return new Result(sender.accepted, sender.problems.size(), sender.problems);
    }

    private final class Sender {
        private final String name;
        private final @Nullable String model;
        private final @Nullable String source;
        private final List<String> problems = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private final ByteArrayOutputStream batch = new ByteArrayOutputStream();
        private long accepted;

        Sender(String name, @Nullable String model, @Nullable String source) {
            this.name = name;
            this.model = model;
            this.source = source;
        }

        void add(RawItem item) {
            byte[] line = model == null && source == null ? item.json() : completed(item.json());
            if (batch.size() + line.length > BATCH_BYTES) {
                flush();
            }
            batch.writeBytes(line);
            batch.write('\n');
            numbers.add(item.number());
            if (numbers.size() >= BATCH) {
                flush();
            }
        }

        void flush() {
            if (numbers.isEmpty()) {
                return;
            }
            JsonNode results =
                    api.postLines("/records:bulk", batch.toByteArray()).path("results");
            for (int i = 0; i < numbers.size(); i++) {
                JsonNode one = results.path(i);
                if (one.path("status").asInt() == 202) {
                    accepted++;
                } else {
                    problems.add(name + ", record " + numbers.get(i) + ": " + reasons(one.path("errors")));
                }
            }
            batch.reset();
            numbers.clear();
        }

        private byte[] completed(byte[] json) {
            try {
                if (Json.mapper().readTree(json) instanceof ObjectNode record) {
                    putIfAbsent(record, "model", model);
                    putIfAbsent(record, "source", source);
                    return Json.bytes(record);
                }
                return json;
            } catch (JsonProcessingException e) {
                // Broken records are the server's to refuse, with the place.
                return json;
            } catch (IOException e) {
                throw new IllegalStateException("reading bytes in memory cannot fail", e);
            }
        }

        private static void putIfAbsent(ObjectNode record, String field, @Nullable String value) {
            if (value != null && !record.hasNonNull(field)) {
                record.put(field, value);
            }
        }

        private static String reasons(JsonNode errors) {
            List<String> reasons = new ArrayList<>();
            errors.forEach(error -> reasons.add(
                    (error.path("pointer").asText("") + " " + error.path("rule").asText("")).strip()));
            return reasons.isEmpty() ? "the server gave no result for it" : String.join("; ", reasons);
        }
    }

    private static final class Counting extends FilterInputStream {
        private long read;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            read += b >= 0 ? 1 : 0;
            return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int count = super.read(buffer, from, length);
            read += Math.max(0, count);
            return count;
        }
    }
}
