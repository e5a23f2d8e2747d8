package dev.alluvium.bench.train;

import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.FullTrainer;
import dev.alluvium.model.text.TurnTemplate;
import dev.alluvium.model.text.TurnTemplate.Turn;
import dev.alluvium.tiny.bpe.Bpe;
import dev.alluvium.tiny.bpe.BpeTrainer;
import dev.alluvium.tiny.bpe.TokenizerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A random Llama of the reference shape with a vocabulary learnt from the records: speed does not depend on weights. Its
 * directory goes with it.
 */
record TemporaryBase(Path directory) implements AutoCloseable {
    private static final int VOCABULARY = 8192;
    private static final int POSITIONS = 2048;
    private static final String END = "</s>";
    private static final String PREAMBLE = "Below is an instruction that describes a task. "
            + "Write a response that appropriately completes the request.\n\n### Instruction:\n";

    /** Runs {@code work} on the base given, or a random one that is removed afterwards. */
    static <T> T orGiven(@Nullable Path given, AlpacaFile records, Function<Path, T> work) throws IOException {
        if (given != null) {
            return work.apply(given);
        }
        try (TemporaryBase random = of(records)) {
            return work.apply(random.directory());
        }
    }

    /** Hidden 256, 6 layers, 8 heads on 4 keys, vocabulary 8192. */
    static TemporaryBase of(AlpacaFile records) throws IOException {
        Path directory = Files.createTempDirectory("alluvium-bench");
        List<String> texts = records.pairs().stream()
                .map(pair -> PREAMBLE + pair.question() + "\n\n### Response:\n" + pair.answer())
                .toList();
        Bpe bpe = new BpeTrainer(VOCABULARY, List.of("<s>", END)).train(texts);
        DecoderConfig config =
                new DecoderConfig(VOCABULARY, 256, 688, 6, 8, 4, 32, 1e-6, 10000, POSITIONS, false, List.of(1));
        TokenizerFiles.write(bpe, directory);
        Files.writeString(directory.resolve("tokenizer_config.json"), template().toTokenizerConfig());
        Checkpoint.write(directory, config, FullTrainer.initialWeights(config, 1));
        return new TemporaryBase(directory);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static TurnTemplate template() {
        return new TurnTemplate(
                "", new Turn("", ""), new Turn(PREAMBLE, ""), new Turn("\n\n### Response:\n", END), new Turn("", END));
    }
}
