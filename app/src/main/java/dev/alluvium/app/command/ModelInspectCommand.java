package dev.alluvium.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.model.CheckpointSummary;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.RopeScaling;
import dev.alluvium.model.SlidingWindow;
import dev.alluvium.model.memory.MemoryModel;
import dev.alluvium.model.memory.StepShape;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.text.PromptTemplate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a checkpoint is and what it takes, without loading it. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Show a checkpoint's architecture, parameters, files, and its memory to train and to serve.")
public final class ModelInspectCommand implements Callable<Integer> {
    private static final double MIB = 1L << 20;
    private static final double GIB = 1L << 30;

    @Mixin
    final Output output = new Output();

    @Parameters(paramLabel = "DIR", description = "A Hugging Face model directory.")
    Path directory;

    @Option(names = "--rank", defaultValue = "16", description = "Rank of the adapter trained (default: 16).")
    int rank;

    @Option(names = "--rows", defaultValue = "1", description = "Rows of a micro-batch (default: 1).")
    int rows;

    @Option(names = "--tokens", defaultValue = "512", description = "Tokens of a row or an answer (default: 512).")
    int tokens;

    /** Bytes to train, with and without checkpointing, and to serve one request. */
    record Memory(long weights, long train, long trainCheckpointing, long serve) {}

    /**
     * How conversations are written.
     *
     * @param from the file that holds it, or {@code built in}
     * @param think what training makes of think blocks; see {@code template.think} of a profile
     */
    record Template(String from, String hash, String thinking, String think) {}

    /** What json and yaml show: the shape in config.json's own words. */
    record Report(
            JsonNode config,
            Template template,
            long parameters,
            Map<String, Long> parametersByType,
            List<CheckpointSummary.WeightFile> files,
            Map<String, Memory> memory) {}

    @Override
    public Integer call() {
        requirePositive("--rows", rows);
        requirePositive("--tokens", tokens);
        CheckpointSummary summary = CheckpointSummary.of(directory);
        Template template = template(directory);
        Map<String, Memory> memory = new LinkedHashMap<>();
        Arrays.stream(WeightFormat.values())
                .forEach(format -> memory.put(format.name().toLowerCase(Locale.ROOT), memory(summary, format)));
        if (!output.isTable()) {
            output.print(
                    System.out,
                    new Report(
                            summary.config().toJson(),
                            template,
                            summary.parameters(),
                            summary.parametersByType(),
                            summary.files(),
                            memory));
            return 0;
        }
        output.print(System.out, summary, List.of("CHECKPOINT", directory.toString()), rows(summary, template));
        System.out.println();
        output.print(
                System.out,
                memory,
                List.of("MEMORY", "WEIGHTS", "TRAIN", "TRAIN, CHECKPOINTING", "SERVE"),
                memory.entrySet().stream()
                        .map(entry -> List.<Object>of(
                                entry.getKey(),
                                size(entry.getValue().weights()),
                                size(entry.getValue().train()),
                                size(entry.getValue().trainCheckpointing()),
                                size(entry.getValue().serve())))
                        .toList());
        System.out.printf(
                Locale.ROOT,
                "estimated for rank %d on all projections, %d x %d tokens to train, one request of %d to serve%n",
                rank,
                rows,
                tokens,
                tokens);
        return 0;
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new CliException(option + "=" + value + ": must be at least 1; leave it out for the default", 2);
        }
    }

    private static Template template(Path directory) {
        PromptTemplate template = PromptTemplate.load(directory);
        return new Template(
                template.source(),
                template.hash(),
                template.thinking().name().toLowerCase(Locale.ROOT),
                template.think().name().toLowerCase(Locale.ROOT));
    }

    private Memory memory(CheckpointSummary summary, WeightFormat format) {
        MemoryModel model = new MemoryModel(summary.config(), format);
        LoraShape lora = LoraShape.all(rank);
        return new Memory(
                model.weights(),
                model.training(lora, StepShape.full(rows, tokens, false)).total(),
                model.training(lora, StepShape.full(rows, tokens, true)).total(),
                model.serving(1, tokens).total());
    }

    private static List<List<Object>> rows(CheckpointSummary summary, Template template) {
        DecoderConfig config = summary.config();
        return List.of(
                List.of("architecture", config.architecture().className()),
                List.of("parameters", String.format(Locale.ROOT, "%,d", summary.parameters())),
                List.of(
                        "stored as",
                        summary.parametersByType().entrySet().stream()
                                .map(type -> summary.parametersByType().size() == 1
                                        ? type.getKey()
                                        : String.format(Locale.ROOT, "%s (%,d)", type.getKey(), type.getValue()))
                                .collect(Collectors.joining(", "))),
                List.of("layers", config.layers()),
                List.of("hidden, intermediate", config.hiddenSize() + ", " + config.intermediateSize()),
                List.of("heads, kv heads, head", config.heads() + ", " + config.kvHeads() + ", " + config.headDim()),
                List.of("vocabulary", config.vocabSize() + (config.tied() ? ", tied" : "")),
                List.of("positions", config.maxPositions()),
                List.of("rotation", rotation(config)),
                List.of("window", window(config.slidingWindow())),
                List.of("ends an answer", config.eosIds()),
                List.of("template", template.from() + ", " + template.hash()),
                List.of("think blocks", template.thinking() + "; trained: " + template.think()),
                List.of(
                        "files",
                        summary.files().size() + ", "
                                + size(summary.files().stream()
                                        .mapToLong(CheckpointSummary.WeightFile::bytes)
                                        .sum())));
    }

    private static String rotation(DecoderConfig config) {
        String theta = "theta " + config.ropeTheta();
        if (config.ropeScaling() instanceof RopeScaling.Linear linear) {
            return theta + ", linear by " + linear.factor();
        }
        return config.ropeScaling() instanceof RopeScaling.Llama3 llama
                ? theta + ", llama3 by " + llama.factor() + " from " + llama.originalPositions()
                : theta;
    }

    private static String window(@Nullable SlidingWindow window) {
        return window == null ? "none" : window.tokens() + " tokens from layer " + window.fromLayer() + " on";
    }

    private static String size(long bytes) {
        return bytes < GIB
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / MIB)
                : String.format(Locale.ROOT, "%.2f GiB", bytes / GIB);
    }
}
