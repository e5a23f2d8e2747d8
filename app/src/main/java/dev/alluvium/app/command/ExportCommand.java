package dev.alluvium.app.command;

import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.VersionName;
import dev.alluvium.cli.client.AdapterTransfer;
import dev.alluvium.cli.client.AtomicDirectory;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.Target;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.MergedCheckpoint;
import dev.alluvium.model.gguf.GgufExport;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.TrustConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a version for other tools. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            LocalCommands.EXPORT,
            "transformers, PEFT and vLLM load the directories as they are, llama.cpp and Ollama the GGUF files."
        })
public final class ExportCommand implements Callable<Integer> {
    private static final double MIB = 1L << 20;

    @Mixin
    final Target target = new Target();

    @Parameters(
            paramLabel = "MODEL@VERSION",
            index = "0",
            converter = VersionName.Converter.class,
            description = VersionName.DESCRIPTION)
    VersionName name;

    @Parameters(paramLabel = "DIR", index = "1", arity = "0..1", description = "A new or empty directory.")
    @Nullable Path directory;

    @Option(names = "--merged", description = "Base and adapter in one, in the base's own type.")
    boolean merged;

    @Option(names = "--gguf", paramLabel = "FILE", description = "Base and adapter in one GGUF file, in place of DIR.")
    @Nullable Path gguf;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "f16",
            description = "Type of the weights that --gguf writes: ${COMPLETION-CANDIDATES} (default: f16).")
    GgufExport.Type type;

    @Option(
            names = "--gguf-adapter",
            paramLabel = "FILE",
            description = "The adapter alone as GGUF, with a Modelfile beside it, in place of DIR.")
    @Nullable Path ggufAdapter;

    @Option(names = "--base", paramLabel = "DIR", description = "Where the base lies, if not where it is configured.")
    @Nullable Path base;

    @Option(
            names = "--trust",
            paramLabel = "DIR",
            description = "Public keys to check the attestations by (default: those of the data directory).")
    @Nullable Path trust;

    @Option(names = "--shard-gb", paramLabel = "GB", defaultValue = "5", description = "Size of a shard (default: 5).")
    double shard;

    @Override
    public Integer call() throws IOException {
        requireOnePlace();
        Terminal terminal = new Terminal(System.err);
        Registry registry = new Registry(target.api());
        ModelState model = registry.model(name.model());
        VersionState version = name.in(model);
        if (version.adapter() == null && gguf == null) {
            throw new CliException(name.model() + "@0 is the base " + model.baseOf(0) + " itself: it has no adapter");
        }
        if (version.adapter() != null) {
            verify(version);
        }
        if (directory != null) {
            writeDirectory(directory, model, version, terminal);
        } else {
            writeGguf(model, version, terminal);
        }
        return 0;
    }

    private void requireOnePlace() {
        long places =
                Stream.of(directory, gguf, ggufAdapter).filter(Objects::nonNull).count();
        if (places != 1) {
            throw new CliException("give one place to write to: DIR, --gguf FILE or --gguf-adapter FILE", 2);
        }
        if (merged && directory == null) {
            throw new CliException("--merged: is for DIR; --gguf is merged, --gguf-adapter is not", 2);
        }
    }

    private void writeGguf(ModelState model, VersionState version, Terminal terminal) throws IOException {
        GgufOutput out = new GgufOutput(Objects.requireNonNull(gguf != null ? gguf : ggufAdapter), terminal);
        out.requireNew(gguf == null);
        Path from = base(model.baseOf(version.version()));
        String title = name.model() + "@" + version.version();
        Path temporary = Files.createTempDirectory("alluvium-export-");
        try (AtomicDirectory fetched = AtomicDirectory.at(temporary.resolve("adapter"))) {
            Adapter adapter = version.adapter() == null
                    ? null
                    : new AdapterTransfer(target.api(), terminal).fetch(name.model(), version, fetched.draft());
            if (gguf != null) {
                out.model(from, adapter, type, title);
            } else {
                out.adapter(from, Objects.requireNonNull(adapter), title);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void writeDirectory(Path into, ModelState model, VersionState version, Terminal terminal)
            throws IOException {
        try (AtomicDirectory adapter = AtomicDirectory.at(into)) {
            Adapter fetched = new AdapterTransfer(target.api(), terminal).fetch(name.model(), version, adapter.draft());
            if (!merged) {
                adapter.keep();
            } else {
                merge(fetched, into, model.baseOf(version.version()), terminal);
            }
        }
        System.out.println("wrote " + name.model() + "@" + version.version() + (merged ? ", merged," : "") + " to "
                + into + "; its adapter is "
                + Objects.requireNonNull(version.adapter()).sha256());
    }

    private Path base(String baseName) {
        return base != null ? base : LocalBase.configured(baseName, target).directory();
    }

    private void merge(Adapter adapter, Path into, String baseName, Terminal terminal) throws IOException {
        Path from = base(baseName);
        try (AtomicDirectory whole = AtomicDirectory.at(into)) {
            MergedCheckpoint.write(
                    from,
                    adapter,
                    whole.draft(),
                    (long) (shard * 1e9),
                    (file, done, of) -> terminal.progress(
                            "merging",
                            done,
                            of,
                            String.format(Locale.ROOT, "%,.0f of %,.0f MiB  %s", done / MIB, of / MIB, file)));
            terminal.done();
            whole.keep();
        }
    }

    private void verify(VersionState version) {
        Path keys = trust != null ? trust : target.directory().resolve("keys");
        if (!Files.isDirectory(keys)) {
            System.err.println("alluvium: the attestations are not checked: name the public keys by --trust DIR");
            return;
        }
        String sha256 = Objects.requireNonNull(version.adapter()).sha256();
        Set<Statement> missing = KeyFiles.verifier(
                        TrustConfig.in(keys.toAbsolutePath().toString()), keys)
                .missing(version.attestations(), name.model(), sha256);
        if (missing.contains(Statement.TRAINED)) {
            throw new CliException(name.model() + "@" + version.version()
                    + ": nobody trusted states where it comes from; are the right keys in " + keys + "?");
        }
        if (!missing.isEmpty()) {
            System.err.println("alluvium: not yet stated of this version: " + missing);
        }
    }
}
