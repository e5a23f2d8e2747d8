package dev.alluvium.app.command;

import dev.alluvium.cli.client.AtomicDirectory;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.CheckpointConversion;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.model.gguf.GgufConversion;
import dev.alluvium.model.gguf.GgufExport;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.ShardedSafetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A GGUF file as a model directory, or pickled weights as safetensors. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = {
            "Write a GGUF file of llama.cpp or Ollama as a Hugging Face model directory, or such a directory as GGUF;"
                    + " or the weights of pytorch_model*.bin as safetensors. The pickle is read, never executed."
        })
public final class ModelConvertCommand implements Callable<Integer> {
    private static final double MIB = 1L << 20;
    private static final double GB = 1e9;

    /** How weights are written. */
    enum Dtype {
        f32(DType.F32),
        bf16(DType.BF16),
        f16(DType.F16);

        private final DType stored;

        Dtype(DType stored) {
            this.stored = stored;
        }
    }

    @Parameters(paramLabel = "FILE.gguf|DIR", description = "A GGUF file, or a Hugging Face model directory.")
    Path from;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write: for a GGUF file a new or empty directory;"
                    + " else with configuration and tokenizer (default: beside the old files).")
    @Nullable Path out;

    @Option(names = "--shard-gb", paramLabel = "GB", defaultValue = "5", description = "Size of a shard (default: 5).")
    double shard;

    @Option(
            names = "--dtype",
            description = "Of a GGUF file's weights: f32, bf16 or f16 (default: as they are; quantised ones as f32).")
    @Nullable Dtype dtype;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description = "Where to take the tokenizer from (default: the GGUF file's own is written).")
    @Nullable Path tokenizer;

    @Option(names = "--gguf", paramLabel = "FILE", description = "Write the model of DIR as GGUF.")
    @Nullable Path gguf;

    @Option(
            names = "--gguf-adapter",
            paramLabel = "FILE",
            description = "Write the adapter of --adapter alone as GGUF, with a Modelfile beside it.")
    @Nullable Path ggufAdapter;

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            description = "A PEFT directory: for --gguf merged into the model.")
    @Nullable Path adapter;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "f16",
            description = "Of --gguf: ${COMPLETION-CANDIDATES} (default: f16).")
    GgufExport.Type type;

    @Override
    public Integer call() throws IOException {
        if (gguf != null || ggufAdapter != null || adapter != null) {
            return toGguf();
        }
        if (!Files.isRegularFile(from) && !from.toString().endsWith(".gguf")) {
            return pickle();
        }
        if (out == null) {
            throw new CliException("--out: must name a new directory for the model of " + from, 2);
        }
        try (AtomicDirectory whole = AtomicDirectory.at(out)) {
            Terminal terminal = new Terminal(System.err);
            GgufConversion.Result result = new GgufConversion(
                            from,
                            new GgufConversion.Options(
                                    dtype == null ? null : dtype.stored, (long) (shard * GB), tokenizer))
                    .write(whole.draft(), progress(terminal));
            terminal.done();
            whole.keep();
            System.out.printf(
                    Locale.ROOT,
                    "read a %s of %,d parameters, stored as %s%n",
                    result.config().architecture().className(),
                    result.config().parameters(),
                    result.stored().entrySet().stream()
                            .map(each -> each.getKey() + " (" + each.getValue() + ")")
                            .collect(Collectors.joining(", ")));
            wrote(result.tensors(), result.bytes(), String.join(", ", result.files()), out);
        }
        return 0;
    }

    private int toGguf() throws IOException {
        if (!Files.isDirectory(from) || out != null || dtype != null || tokenizer != null) {
            throw new CliException(
                    "--gguf, --gguf-adapter: take a model directory, and neither --out, --dtype nor --tokenizer", 2);
        }
        if ((gguf == null) == (ggufAdapter == null)) {
            throw new CliException("give one file to write: --gguf FILE or --gguf-adapter FILE", 2);
        }
        Adapter read = adapter == null ? null : PeftDirectory.read(adapter);
        GgufOutput output =
                new GgufOutput(Objects.requireNonNull(gguf != null ? gguf : ggufAdapter), new Terminal(System.err));
        output.requireNew(gguf == null);
        String name = String.valueOf(
                (adapter == null ? from : adapter).toAbsolutePath().normalize().getFileName());
        if (gguf != null) {
            output.model(from, read, type, name);
        } else if (read == null) {
            throw new CliException("--gguf-adapter: needs --adapter DIR, the PEFT directory to write", 2);
        } else {
            output.adapter(from, read, name);
        }
        return 0;
    }

    private int pickle() {
        if (dtype != null || tokenizer != null) {
            throw new CliException(
                    (dtype != null ? "--dtype" : "--tokenizer") + ": is for GGUF files; leave it out for a directory",
                    2);
        }
        Path target = out == null ? from : out;
        Terminal terminal = new Terminal(System.err);
        CheckpointConversion.Result result =
                new CheckpointConversion(from, target, (long) (shard * GB)).run(progress(terminal));
        terminal.done();
        wrote(result.tensors(), result.bytes(), String.join(", ", result.files()), target);
        return 0;
    }

    private static ShardedSafetensors.Progress progress(Terminal terminal) {
        return (file, done, of) -> terminal.progress(
                "converting",
                done,
                of,
                String.format(Locale.ROOT, "%,.0f of %,.0f MiB  %s", done / MIB, of / MIB, file));
    }

    private static void wrote(int tensors, long bytes, String files, Path target) {
        System.out.printf(
                Locale.ROOT,
                "wrote %d tensors, %,.1f MiB, to %s in %s%nlook at it: alluvium model inspect %s%n",
                tensors,
                bytes / MIB,
                files,
                target,
                target);
    }
}
