package dev.alluvium.model;

import dev.alluvium.model.tensor.DType;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.SafetensorsSet;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import dev.alluvium.model.text.PromptTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A base with an adapter merged into its weights: W + scale B A, computed in fp32 and rounded to the base's own type. A
 * tensor at a time, a block at a time.
 */
public final class MergedCheckpoint {
    private MergedCheckpoint() {}

    /**
     * Writes weights, configuration, tokenizer and template into an existing directory.
     *
     * @throws ModelException if the adapter does not fit the base, or was trained with another template
     */
    public static void write(
            Path base, Adapter adapter, Path into, long shardBytes, ShardedSafetensors.Progress progress)
            throws IOException {
        read(base, adapter, (config, tensors) -> ShardedSafetensors.write(into, tensors, shardBytes, progress));
        try (Stream<Path> all = Files.list(base)) {
            List<Path> rest = all.filter(CheckpointConversion::isKept)
                    .filter(file -> !file.endsWith(SafetensorsSet.INDEX))
                    .toList();
            for (Path file : rest) {
                Files.copy(file, into.resolve(file.getFileName()));
            }
        }
    }

    /** Takes the weights while the base's files are open. */
    @FunctionalInterface
    public interface Use {
        /** @param tensors under the names of {@link DecoderConfig#tensors}, to be read during the call only */
        void take(DecoderConfig config, SortedMap<String, StoredTensor> tensors) throws IOException;
    }

    /**
     * Gives the weights of a base to {@code use}, with an adapter merged where there is one.
     *
     * @throws ModelException if the adapter does not fit the base, or was trained with another template
     */
    public static void read(Path base, @Nullable Adapter adapter, Use use) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(base);
        if (adapter != null) {
            adapter.requireFits(checkpoint.config());
            adapter.requireTemplate(PromptTemplate.load(base));
        }
        try (SafetensorsSet files = SafetensorsSet.open(base)) {
            CheckpointTensors.require(base, checkpoint.config(), files);
            SortedMap<String, StoredTensor> tensors = new TreeMap<>();
            for (TensorSpec spec : checkpoint.config().tensors()) {
                StoredTensor tensor = files.file(spec.name()).tensor(spec.name());
                tensors.put(spec.name(), adapter == null ? tensor : merged(spec.name(), tensor, adapter));
            }
            use.take(checkpoint.config(), tensors);
        }
    }

    private static StoredTensor merged(String name, StoredTensor tensor, Adapter adapter) {
        String path = "base_model.model." + name.replaceAll("\\.weight$", "");
        HostTensor a = adapter.tensors().get(path + ".lora_A.weight");
        if (a == null || !name.endsWith(".weight")) {
            return tensor;
        }
        HostTensor b = Objects.requireNonNull(adapter.tensors().get(path + ".lora_B.weight"));
        return new MergedTensor(tensor, a, b, (float) adapter.shape().scale());
    }

    /** The shape and type of {@code base}. */
    private record MergedTensor(StoredTensor base, HostTensor a, HostTensor b, float scale) implements StoredTensor {
        @Override
        public long[] shape() {
            return base.shape();
        }

        @Override
        public DType dtype() {
            return base.dtype();
        }

        @Override
        public void blocks(BlockSink sink) {
            LoraDelta delta = new LoraDelta(a, b, scale);
            base.blocks((bytes, from) -> sink.accept(delta.add(bytes, from, dtype()), from));
        }
    }
}
