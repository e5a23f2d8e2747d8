package dev.alluvium.app.command;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.CheckpointConversion;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.RandomWeights;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.tiny.bpe.Bpe;
import dev.alluvium.tiny.bpe.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A checkpoint of the right shape that knows nothing; it appears by one move once it is whole. */
@Command(
        name = "random",
        mixinStandardHelpOptions = true,
        description = "Write random weights for a config.json, to size a machine before the real ones are downloaded.")
public final class ModelRandomCommand implements Callable<Integer> {
    private static final double MIB = 1L << 20;
    private static final List<String> SPECIAL =
            List.of("<|endoftext|>", "<|user|>", "<|assistant|>", "<|document|>", "<|system|>");

    /** How the weights are stored. */
    enum Dtype {
        fp32(DType.F32),
        bf16(DType.BF16);

        private final DType stored;

        Dtype(DType stored) {
            this.stored = stored;
        }
    }

    @Parameters(paramLabel = "CONFIG", description = "A config.json, or the directory that has one.")
    Path config;

    @Parameters(paramLabel = "DIR", index = "1", description = "A new or empty directory.")
    Path directory;

    @Option(names = "--seed", defaultValue = "1", description = "Default: 1.")
    long seed;

    @Option(names = "--dtype", defaultValue = "bf16", description = "fp32 or bf16 (default: bf16).")
    Dtype dtype;

    @Option(
            names = "--tokenizer",
            paramLabel = "DIR",
            description = "Where to copy tokenizer files from (default: a byte-level tokenizer is written).")
    @Nullable Path tokenizer;

    @Override
    public Integer call() throws IOException {
        DecoderConfig decoder = DecoderConfig.read(Files.isDirectory(config) ? config.resolve("config.json") : config);
        requireEmpty();
        Path from = tokenizer;
        if (from == null) {
            requireRoomForBytes(decoder);
        } else if (!Files.exists(from.resolve("tokenizer.json"))) {
            throw new CliException("--tokenizer=" + from + ": must be a directory with a tokenizer.json", 2);
        }
        Path whole = directory.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNullElse(whole.getParent(), whole);
        Path draft = Files.createTempDirectory(Files.createDirectories(parent), ".alluvium-draft-");
        try {
            writeWeights(decoder, draft);
            writeTokenizer(draft);
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(draft);
        }
        System.out.printf(
                Locale.ROOT,
                "wrote %,d random parameters to %s%nlook at it: alluvium model inspect %s%n",
                decoder.parameters(),
                directory,
                directory);
        return 0;
    }

    private void requireEmpty() throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new CliException(directory + ": is not empty; choose a new directory", 2);
                }
            }
        } else if (Files.exists(directory)) {
            throw new CliException(directory + ": is a file; choose a new directory", 2);
        }
    }

    private void writeWeights(DecoderConfig decoder, Path draft) throws IOException {
        Terminal terminal = new Terminal(System.err);
        Checkpoint.write(
                draft,
                decoder,
                RandomWeights.of(decoder, dtype.stored, seed),
                CheckpointConversion.SHARD_BYTES,
                (file, done, of) -> terminal.progress(
                        "drawing",
                        done,
                        of,
                        String.format(Locale.ROOT, "%,.0f of %,.0f MiB  %s", done / MIB, of / MIB, file)));
        terminal.done();
    }

    /** What a move did not take. */
    private static void delete(Path draft) throws IOException {
        if (Files.exists(draft)) {
            try (Stream<Path> files = Files.list(draft)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(draft);
        }
    }

    private static void requireRoomForBytes(DecoderConfig decoder) {
        int needed = SPECIAL.size() + 256;
        if (decoder.vocabSize() < needed) {
            throw new CliException(
                    "vocab_size=" + decoder.vocabSize() + ": must be at least " + needed
                            + " for the byte-level tokenizer; give --tokenizer DIR",
                    2);
        }
    }

    private void writeTokenizer(Path draft) throws IOException {
        if (tokenizer == null) {
            TokenizerFiles.write(Bpe.bytes(SPECIAL), draft);
            Files.writeString(
                    draft.resolve("tokenizer_config.json"),
                    PromptTemplate.tiny().toTokenizerConfig());
            return;
        }
        try (Stream<Path> files = Files.list(tokenizer)) {
            for (Path file : files.filter(ModelRandomCommand::isTokenizer).toList()) {
                Files.copy(file, draft.resolve(file.getFileName()));
            }
        }
    }

    private static boolean isTokenizer(Path file) {
        return file.getFileName().toString().matches("tokenizer.*\\.json|special_tokens_map\\.json|chat_template\\..*");
    }
}
