package dev.alluvium.model.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Checkpoint;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.RandomWeights;
import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.text.ByteTokenizer;
import dev.alluvium.model.text.PromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What loading has resident at its peak, mapped files included. */
class LoadMemoryIT {
    private static final long SHARD = 100_000_000;

    @TempDir
    Path directory;

    private Path written(DecoderConfig config, long shardBytes) throws IOException {
        Path written = directory.resolve(config.layers() + "-layers");
        Checkpoint.write(written, config, RandomWeights.of(config, DType.F32, 1), shardBytes, (file, done, of) -> {});
        ByteTokenizer.write(written);
        Files.writeString(
                written.resolve("tokenizer_config.json"), PromptTemplate.tiny().toTokenizerConfig());
        return written;
    }

    private static DecoderConfig config(int layers, int hidden, int vocabulary) {
        return new DecoderConfig(
                vocabulary, hidden, 4 * hidden, layers, 8, 8, hidden / 8, 1e-5, 10000, 128, false, List.of(0));
    }

    @Test
    void shouldNeverHoldMoreThanTheWeightsAndAShard() throws IOException {
        assumeTrue(ResidentMemory.measurable(), "needs Linux' /proc");
        LoadOptions options = LoadOptions.cpu();
        BaseModel.load(written(config(1, 64, 300), SHARD), options).close();
        DecoderConfig large = config(8, 512, 16_000);
        Path directory = written(large, SHARD);
        List<BaseModel> loaded = new ArrayList<>();

        long peak = ResidentMemory.peakOf(() -> loaded.add(BaseModel.load(directory, options)));

        loaded.forEach(BaseModel::close);
        long weights = new MemoryModel(large, WeightFormat.FP32).weights();
        assertThat(directory).isDirectoryContaining("glob:**model-00002-of-*.safetensors");
        assertThat(peak).isBetween(weights, weights + SHARD);
    }
}
