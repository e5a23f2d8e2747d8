package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.ingest.format.ReadOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One push command.
 *
 * @param inputs files, directories, or {@code -} for standard input
 * @param options how to read them
 */
public record Push(List<String> inputs, ReadOptions options) {
    private static final Duration BUSY = Duration.ofMinutes(10);
    private static final Duration REFUSED = Duration.ofSeconds(30);

    public Push {
        inputs = List.copyOf(inputs);
    }

    /**
     * Sends everything to the service.
     *
     * @param journals where is noted how far it came
     * @param fromStart whether to forget how far an earlier one came
     * @param patience how long to wait for a service that cannot take records; null for as long as is usual
     */
    public PushReport send(
            ApiClient api, Terminal terminal, Path journals, boolean fromStart, @Nullable Duration patience) {
        PushJournal journal = PushJournal.open(journals, identity(api.base()));
        if (fromStart) {
            journal.forget();
            journal = PushJournal.open(journals, identity(api.base()));
        }
        ResendPolicy resending =
                new ResendPolicy(terminal, patience == null ? BUSY : patience, patience == null ? REFUSED : patience);
        return new Pusher(
                        new BulkSink(api, resending, journal),
                        new DocumentUpload(api, resending, journal, options),
                        journal,
                        options,
                        terminal)
                .push(PushFile.of(inputs));
    }

    /** Prints what would be sent as JSON lines and sends nothing. */
    public PushReport dryRun(PrintStream out, Terminal terminal) {
        RecordSink sink = (lines, refused) -> {
            for (byte[] line : lines) {
                out.write(line, 0, line.length);
                out.write('\n');
            }
        };
        DocumentSink documents = file -> {
            terminal.line(
                    file.name() + ": the server reads documents of this kind; --dry-run cannot show their records");
            return 0;
        };
        PushReport report =
                new Pusher(sink, documents, PushJournal.unsaved(), options, terminal).push(PushFile.of(inputs));
        out.flush();
        return report;
    }

    private List<String> identity(String url) {
        List<String> parts = new ArrayList<>(List.of(url, options.toString()));
        inputs.forEach(
                input -> parts.add(Path.of(input).toAbsolutePath().normalize().toString()));
        return parts;
    }
}
