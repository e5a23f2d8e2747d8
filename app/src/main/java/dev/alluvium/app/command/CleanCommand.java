package dev.alluvium.app.command;

import dev.alluvium.app.clean.CleanRun;
import dev.alluvium.app.clean.CleanRun.Outputs;
import dev.alluvium.cleaning.FileCleaner;
import dev.alluvium.cleaning.adapter.FactKeyFile;
import dev.alluvium.cleaning.adapter.RulesFile;
import dev.alluvium.cleaning.pipeline.CleaningConfig;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.text.FactKeyHash;
import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.ingest.format.FieldMapping;
import dev.alluvium.ingest.format.Format;
import dev.alluvium.ingest.format.Formats;
import dev.alluvium.ingest.format.ReadOptions;
import dev.alluvium.ingest.format.RecordSource;
import dev.alluvium.ingest.format.SourceItem;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.DefaultModelConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cleans a file with the service's own pipeline and nothing running; each clean record counts as live at once. */
@Command(name = "clean", mixinStandardHelpOptions = true, description = LocalCommands.CLEAN)
public final class CleanCommand implements Callable<Integer> {
    private static final int SECRET_BYTES = 32;

    @Parameters(paramLabel = "FILE", description = "A file, or - for standard input.")
    String file;

    @Option(names = "--rejected", paramLabel = "FILE", description = "Rejected records with their reasons, JSON lines.")
    @Nullable Path rejected;

    @Option(names = "--explain", description = "Tell on standard error what each stage changed in each record.")
    boolean explain;

    @Option(
            names = "--whole",
            description = "Write records as the topic records.clean has them: with ids, revision, position and steps.")
    boolean whole;

    @Option(names = "--config", paramLabel = "FILE", description = "Configuration, YAML (default: all defaults).")
    @Nullable Path config;

    @Option(names = "--model", paramLabel = "MODEL", description = "For records that name none (default: notes).")
    @Nullable String model;

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "Where fact-names.key is, so that facts named after a person get the service's names"
                    + " (default: a new secret for this run).")
    @Nullable Path keys;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl, json, csv, tsv, xml, markdown or text (default: detected).")
    @Nullable Format format;

    @Option(
            names = "--map",
            paramLabel = "FIELD=COLUMN",
            description = "A record's field from a field of the file, such as output=answer; several times.")
    List<String> mapping = new ArrayList<>();

    @Option(
            names = "--element",
            paramLabel = "NAME",
            description = "The XML elements that are records (default: the children of the root).")
    @Nullable String element;

    @Override
    public Integer call() throws IOException {
        check();
        Terminal terminal = new Terminal(System.err);
        CleaningConfig settings = settings();
        FileCleaner cleaner = new FileCleaner(CleaningPipeline.standard(settings), file.equals("-") ? "stdin" : file);
        Consumer<String> lines = explain ? terminal::line : null;
        try (OutputStream refused =
                        rejected == null ? null : new BufferedOutputStream(Files.newOutputStream(rejected));
                OutputStream clean = new BufferedOutputStream(System.out, 1 << 16)) {
            CleanRun run = new CleanRun(cleaner, settings.redactor(), new Outputs(clean, whole, refused, lines));
            try {
                read(run, terminal);
            } finally {
                clean.flush();
                summary(run, terminal);
            }
        }
        return 0;
    }

    private void check() {
        if (!file.equals("-") && Files.isDirectory(Path.of(file))) {
            throw new CliException(
                    file + ": is a directory; give one file, or - and `alluvium push --dry-run " + file + "` before it",
                    2);
        }
        if (!file.equals("-") && !Files.exists(Path.of(file))) {
            throw new CliException(file + ": there is no such file; - reads standard input", 2);
        }
        Path parent = rejected == null ? null : rejected.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new CliException("--rejected " + rejected + ": there is no directory " + parent, 2);
        }
    }

    private void read(CleanRun run, Terminal terminal) throws IOException {
        long size = file.equals("-") ? 0 : Files.size(Path.of(file));
        long[] bytes = {0};
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
                RecordSource records = Formats.open(in, options())) {
            for (SourceItem item = records.next(); item != null; item = records.next()) {
                bytes[0] += add(run, item);
                if (!explain && size > 0) {
                    terminal.progress("cleaning", bytes[0], size, run.tally().records() + " records");
                }
            }
        } catch (IOException e) {
            throw new CliException(
                    file + ": " + FileProblem.of(e) + " (after " + run.tally().records() + " records)");
        }
    }

    private static int add(CleanRun run, SourceItem item) throws IOException {
        if (item instanceof SourceItem.Found found) {
            run.add(item.place(), found.json());
            return found.json().length;
        }
        run.unreadable(item.place(), ((SourceItem.Broken) item).problem());
        return 0;
    }

    private ReadOptions options() {
        String name = file.equals("-") ? "stdin" : String.valueOf(Path.of(file).getFileName());
        try {
            List<FieldMapping.Rule> rules =
                    mapping.stream().map(FieldMapping.Rule::parse).toList();
            return new ReadOptions(name, format, element, new FieldMapping(rules), Map.of());
        } catch (IllegalArgumentException e) {
            throw new CliException("--map " + e.getMessage(), 2);
        }
    }

    private void summary(CleanRun run, Terminal terminal) {
        terminal.line(run.tally().records() + " records of " + (file.equals("-") ? "standard input" : file));
        run.tally().lines().forEach(terminal::line);
        if (rejected == null && run.tally().rejected() > 0) {
            terminal.line("  (--rejected FILE keeps the rejected ones with their reasons)");
        }
    }

    private CleaningConfig settings() {
        AlluviumConfig read = config == null ? AlluviumConfig.defaults() : ConfigLoader.load(config, System.getenv());
        AlluviumConfig chosen = model == null ? read : read.withDefaultModel(DefaultModelConfig.named(model));
        try {
            RulesFile rules = new RulesFile(chosen.cleaning(), System.getenv(), () -> System.nanoTime() / 1_000_000);
            return CleaningConfig.of(chosen, keys == null ? newSecret() : FactKeyFile.read(keys), rules);
        } catch (IllegalArgumentException e) {
            throw new CliException(String.valueOf(e.getMessage()), 2);
        }
    }

    private static FactKeyHash newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new FactKeyHash(secret);
    }
}
