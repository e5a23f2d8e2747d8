package dev.alluvium.app.command;

import dev.alluvium.cli.client.Terminal;
import dev.alluvium.model.CheckpointConversion;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pickled weights as safetensors. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Write the weights of pytorch_model*.bin as safetensors. The pickle is read, never executed.")
public final class ModelConvertCommand implements Callable<Integer> {
    private static final double MIB = 1L << 20;
    private static final double GB = 1e9;

    @Parameters(paramLabel = "DIR", description = "A Hugging Face model directory.")
    Path directory;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write, with configuration and tokenizer (default: beside the old files).")
    @Nullable Path out;

    @Option(names = "--shard-gb", paramLabel = "GB", defaultValue = "5", description = "Size of a shard (default: 5).")
    double shard;

    @Override
    public Integer call() {
        Path target = out == null ? directory : out;
        Terminal terminal = new Terminal(System.err);
        CheckpointConversion.Result result = new CheckpointConversion(directory, target, (long) (shard * GB))
                .run((file, done, of) -> terminal.progress(
                        "converting",
                        done,
                        of,
                        String.format(Locale.ROOT, "%,.0f of %,.0f MiB  %s", done / MIB, of / MIB, file)));
        terminal.done();
        System.out.printf(
                Locale.ROOT,
                "wrote %d tensors, %,.1f MiB, to %s in %s%nlook at it: alluvium model inspect %s%n",
                result.tensors(),
                result.bytes() / MIB,
                String.join(", ", result.files()),
                target,
                target);
        return 0;
    }
}
