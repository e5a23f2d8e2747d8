package dev.alluvium.model.gguf;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.MergedCheckpoint;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.RopeScaling;
import dev.alluvium.model.SlidingWindow;
import dev.alluvium.model.TargetModule;
import dev.alluvium.model.TensorSpec;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A base as a GGUF file, with an adapter merged into it or the adapter by itself, for llama.cpp and Ollama. */
public final class GgufExport {
    /** What llama.cpp calls the whole file, in {@code general.file_type}. */
    public enum Type {
        f32(GgmlType.F32, 0),
        f16(GgmlType.F16, 1),
        bf16(GgmlType.BF16, 32),
        q8_0(GgmlType.Q8_0, 7),
        q4_0(GgmlType.Q4_0, 2);

        private final GgmlType matrices;
        private final int fileType;

        Type(GgmlType matrices, int fileType) {
            this.matrices = matrices;
            this.fileType = fileType;
        }
    }

    private static final String ADAPTER_PREFIX = "base_model.model.";

    private GgufExport() {}

    /**
     * Writes a whole model, a tensor at a time, a row at a time.
     *
     * @param adapter merged into the weights; null for the base itself
     * @param type of matrices; vectors are F32, and of Q4_0 the embedding and the output are Q8_0
     * @throws ModelException if the adapter does not fit, or llama.cpp has no name for what the base does
     */
    public static void write(
            Path base,
            @Nullable Adapter adapter,
            Path file,
            Type type,
            String name,
            ShardedSafetensors.Progress progress)
            throws IOException {
        MergedCheckpoint.read(base, adapter, (config, tensors) -> {
            GgufWriter out = new GgufWriter();
            settings(out, config, type, name);
            TokenizerExport.write(out, base, config);
            tensors(out, config, tensors, type);
            requireRoom(file, config.parameters(), type);
            out.write(file, progress);
        });
    }

    /** A row takes whole blocks, so this is what a file takes at least. */
    private static void requireRoom(Path file, long parameters, Type type) throws IOException {
        long bytes = type.matrices.bytes(parameters / 256 * 256);
        long room = Files.getFileStore(
                        Objects.requireNonNull(file.toAbsolutePath().getParent()))
                .getUsableSpace();
        if (bytes > room) {
            throw new ModelException(
                    file, room + " bytes free", "must have room for " + bytes, "free space, or use --type q8_0");
        }
    }

    private static void settings(GgufWriter out, DecoderConfig config, Type type, String name) {
        String a = GgufArchitecture.of(config.architecture()).key() + ".";
        out.put(
                        "general.architecture",
                        GgufArchitecture.of(config.architecture()).key())
                .put("general.type", "model")
                .put("general.name", name)
                .put("general.file_type", type.fileType)
                .put("general.quantization_version", 2)
                .put(a + "vocab_size", config.vocabSize())
                .put(a + "context_length", config.maxPositions())
                .put(a + "embedding_length", config.hiddenSize())
                .put(a + "block_count", config.layers())
                .put(a + "feed_forward_length", config.intermediateSize())
                .put(a + "attention.head_count", config.heads())
                .put(a + "attention.head_count_kv", config.kvHeads())
                .put(a + "attention.key_length", config.headDim())
                .put(a + "attention.value_length", config.headDim())
                .put(a + "attention.layer_norm_rms_epsilon", (float) config.rmsEps())
                .put(a + "rope.freq_base", (float) config.ropeTheta())
                .put(a + "rope.dimension_count", config.headDim());
        SlidingWindow window = config.slidingWindow();
        if (window != null && window.tokens() < config.maxPositions()) {
            if (GgufArchitecture.of(config.architecture()) != GgufArchitecture.LLAMA) {
                throw new ModelException(
                        "config.json#sliding_window",
                        window.tokens(),
                        "is not known to llama.cpp for " + config.architecture().className(),
                        "export it for vLLM: leave out --gguf");
            }
            out.put(a + "attention.sliding_window", window.tokens());
        }
        if (config.ropeScaling() instanceof RopeScaling.Linear linear) {
            out.put(a + "rope.scaling.type", "linear").put(a + "rope.scaling.factor", (float) linear.factor());
        }
    }

    private static void tensors(
            GgufWriter out, DecoderConfig config, SortedMap<String, StoredTensor> tensors, Type type) {
        if (config.ropeScaling() instanceof RopeScaling.Llama3 scaling) {
            float[] factors = RopeFactors.of(scaling, config.ropeTheta(), config.headDim());
            out.tensor(GgufNames.ROPE_FACTORS, GgmlType.F32, new HostTensor(new long[] {factors.length}, factors), 0);
        }
        for (TensorSpec spec : config.tensors()) {
            String name = GgufNames.of(spec.name());
            out.tensor(
                    name,
                    stored(type, name, spec),
                    Objects.requireNonNull(tensors.get(spec.name())),
                    headRows(config, spec.name()));
        }
    }

    private static GgmlType stored(Type type, String name, TensorSpec spec) {
        if (spec.shape().size() == 1) {
            return GgmlType.F32;
        }
        boolean edge = name.equals(GgufNames.EMBEDDING) || name.equals(GgufNames.OUTPUT);
        GgmlType wanted = type == Type.q4_0 && edge ? GgmlType.Q8_0 : type.matrices;
        return spec.shape().get(1) % wanted.blockValues() == 0 ? wanted : GgmlType.F16;
    }

    private static int headRows(DecoderConfig config, String name) {
        boolean interleaved = GgufArchitecture.of(config.architecture()).interleaves() && GgufNames.isRotated(name);
        return interleaved ? config.headDim() : 0;
    }

    /**
     * Writes an adapter by itself, in F32, for {@code --lora} of llama.cpp and {@code ADAPTER} of Ollama.
     *
     * @throws ModelException if it does not fit the base
     */
    public static void writeAdapter(DecoderConfig config, Adapter adapter, Path file, String name) throws IOException {
        adapter.requireFits(config);
        GgufWriter out = new GgufWriter()
                .put(
                        "general.architecture",
                        GgufArchitecture.of(config.architecture()).key())
                .put("general.type", "adapter")
                .put("general.name", name)
                .put("adapter.type", "lora")
                .put("adapter.lora.alpha", (float)
                        (adapter.shape().scale() * adapter.shape().rank()));
        for (int layer = 0; layer < config.layers(); layer++) {
            for (TargetModule target : adapter.shape().targets()) {
                String path = "model.layers." + layer + "." + target.path();
                String place = GgufNames.of(path + ".weight");
                HostTensor a = Objects.requireNonNull(adapter.tensors().get(ADAPTER_PREFIX + path + ".lora_A.weight"));
                HostTensor b = Objects.requireNonNull(adapter.tensors().get(ADAPTER_PREFIX + path + ".lora_B.weight"));
                out.tensor(place + ".lora_a", GgmlType.F32, a, 0);
                out.tensor(place + ".lora_b", GgmlType.F32, b, headRows(config, path + ".weight"));
            }
        }
        out.write(file, (each, done, of) -> {});
    }
}
