package dev.alluvium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.CountText;
import dev.alluvium.cli.client.ExitStatus;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.Polling;
import dev.alluvium.cli.client.RetryPolicy;
import dev.alluvium.cli.client.RoundEndText;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.client.push.Push;
import dev.alluvium.cli.client.push.PushReport;
import dev.alluvium.ingest.format.FieldMapping;
import dev.alluvium.ingest.format.Format;
import dev.alluvium.ingest.format.ReadOptions;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pushes records; with {@code --wait} also cuts the round and follows it to its verdict. */
@Command(
        name = "push",
        mixinStandardHelpOptions = true,
        description = {
            "Push records from files, directories or standard input.",
            "Reads JSON lines, JSON (Alpaca, ShareGPT, OpenAI messages), CSV, TSV, XML, Markdown and text, also under gzip;"
                    + " detects which. PDF, DOCX, PPTX, XLSX and HTML are read by the server. After it was stopped or killed,"
                    + " the same command continues where it stopped."
        })
final class PushCommand implements Callable<Integer> {
    private static final int PRINTED = 20;
    private static final String DEFAULT_MODEL = "defaultModel";

    @Mixin
    final Target target = new Target();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, directories, or - for standard input.")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "For records that name none (default: the server's).")
    @Nullable String model;

    @Option(names = "--source", paramLabel = "NAME", description = "For records that name no source.")
    @Nullable String source;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl, json, csv, tsv, xml, markdown or text (default: detected).")
    @Nullable Format format;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "Read a record's field from a field of the file, such as output=answer or"
                    + " attributes.shelf=meta.place. Repeatable.")
    List<String> mapping = new ArrayList<>();

    @Option(
            names = "--element",
            paramLabel = "NAME",
            description = "The XML elements that are records (default: the children of the root).")
    @Nullable String element;

    @Option(names = "--dry-run", description = "Print what would be sent as JSON lines; send nothing.")
    boolean dryRun;

    @Option(
            names = "--from-start",
            description = "Send everything again, also what an earlier run of this command sent.")
    boolean fromStart;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long to wait for a server that cannot take records"
                    + " (default: 600; 30 where the connection is refused).")
    @Nullable Integer patience;

    @Option(
            names = "--wait",
            description = {
                "Then cut a round of every model that was pushed to, and follow it to its verdict.",
                "Exit status 0 if it was promoted, 1 if it was refused, 3 if it waits for an operator."
            })
    boolean wait;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOSTS",
            description = "With --wait and --url: the installation's Kafka (or $ALLUVIUM_KAFKA).")
    @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description =
                    "With --wait: properties of Kafka's clients, such as the installation's kafka-client.properties"
                            + " (or $ALLUVIUM_KAFKA_PROPERTIES; default: the data directory's).")
    @Nullable Path kafkaProperties;

    @Override
    public Integer call() throws Exception {
        check();
        Terminal terminal = new Terminal(System.err);
        Push push = new Push(inputs, options());
        long began = System.nanoTime();
        if (dryRun) {
            PushReport report = push.dryRun(System.out, terminal);
            summary(System.err, "would push", report, System.nanoTime() - began);
            return report.isClean() ? 0 : 1;
        }
        ApiClient api = target.api();
        PushReport report = push.send(
                api,
                terminal,
                target.directory().resolve("pushes"),
                fromStart,
                patience == null ? null : Duration.ofSeconds(patience));
        summary(System.out, "pushed", report, System.nanoTime() - began);
        int followed = wait ? follow(api, terminal, report) : ExitStatus.DONE;
        return report.isClean() ? followed : ExitStatus.REFUSED;
    }

    /** What would be ignored otherwise. */
    private void check() {
        if (dryRun && (wait || fromStart || patience != null)) {
            throw new CliException(
                    "--dry-run sends nothing, which " + (wait ? "--wait" : fromStart ? "--from-start" : "--patience")
                            + " is about; leave one of them out",
                    2);
        }
        if (!wait && (bootstrapServers != null || kafkaProperties != null)) {
            throw new CliException(
                    (bootstrapServers != null ? "--bootstrap-servers" : "--kafka-properties")
                            + ": is for --wait, which looks at Kafka; add --wait, or leave it out",
                    2);
        }
        if (patience != null && patience < 0) {
            throw new CliException("--patience=" + patience + ": must be 0 or more; try 600", 2);
        }
    }

    private ReadOptions options() {
        Map<String, String> defaults = new HashMap<>();
        if (model != null) {
            defaults.put("model", model);
        }
        if (source != null) {
            defaults.put("source", source);
        }
        try {
            List<FieldMapping.Rule> rules =
                    mapping.stream().map(FieldMapping.Rule::parse).toList();
            return new ReadOptions("", format, element, new FieldMapping(rules), defaults);
        } catch (IllegalArgumentException e) {
            throw new CliException("--map " + e.getMessage(), 2);
        }
    }

    /** Told by ingest; one that is starting is waited for, because another model would be followed in its place. */
    private static String defaultModel(ApiClient api) throws InterruptedException {
        Polling.until(
                "ingest-service is ready and says which model is the default",
                RetryPolicy.FOLLOWING,
                () -> !ingest(api).has("health") || ingest(api).has(DEFAULT_MODEL));
        return ingest(api).path(DEFAULT_MODEL).asText("notes");
    }

    private static JsonNode ingest(ApiClient api) {
        return api.get("/status").path("ingest-service");
    }

    private static void summary(PrintStream out, String verb, PushReport report, long nanos) {
        out.printf(
                "%s %s from %s in %.1f s%s%s%n",
                verb,
                CountText.of(report.accepted(), "record"),
                CountText.of(report.files(), "file"),
                nanos / 1e9,
                report.skipped() > 0 ? String.format(", %d before", report.skipped()) : "",
                report.refused() > 0 ? String.format(", %d refused:", report.refused()) : "");
        report.problems().stream().limit(PRINTED).forEach(problem -> System.err.println("  " + problem));
        if (report.refused() > PRINTED) {
            System.err.printf("  and %,d more%n", report.refused() - PRINTED);
        }
        report.unreadable().forEach(problem -> System.err.println("  not readable: " + problem));
    }

    /** What the champion remembers though it is erased: a push of nothing but deletes ends here. */
    private static Optional<String> erasures(ApiClient api, String model) {
        String remembered =
                api.get("/models/" + model + "/erasures").path("next").asText("");
        return remembered.isEmpty() ? Optional.empty() : Optional.of(model + ": " + remembered);
    }

    private int follow(ApiClient api, Terminal terminal, PushReport report) throws InterruptedException {
        terminal.waiting("cleaning");
        PipelineDrain.await(target.latestKafka(bootstrapServers, kafkaProperties), terminal);
        RoundFollower watch = new RoundFollower(api, terminal);
        String defaultModel = defaultModel(api.following(terminal));
        List<Integer> ends = new ArrayList<>();
        for (String name : report.models(defaultModel)) {
            RoundFollower.End end = watch.cutAndFollow(name);
            terminal.line(RoundEndText.sentence(name, end));
            erasures(api, name).ifPresent(terminal::line);
            ends.add(RoundEndText.exitStatus(end));
        }
        return ExitStatus.worst(ends);
    }
}
