package dev.alluvium.model;

import ai.djl.Device;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A base model: frozen weights, tokenizer and prompt template. The weights never change, so trainer, evaluator and
 * serving use them at the same time, each through {@link LoadedAdapter}s of its own.
 */
public final class BaseModel implements AutoCloseable {
    private final DecoderCore core;
    private final Tokenizer tokenizer;
    private final PromptTemplate template;
    private final AtomicBoolean closed = new AtomicBoolean();

    BaseModel(DecoderCore core, Tokenizer tokenizer, PromptTemplate template) {
        this.core = core;
        this.tokenizer = tokenizer;
        this.template = template;
    }

    /** Loads a Hugging Face directory in fp32 for this caller alone; {@link BaseModels#acquire} shares one. */
    public static BaseModel load(Path directory) {
        return load(directory, LoadOptions.cpu());
    }

    /** Loads a Hugging Face directory for this caller alone. */
    public static BaseModel load(Path directory, LoadOptions options) {
        return load(directory, options, () -> {});
    }

    static BaseModel load(Path directory, LoadOptions options, Runnable afterFree) {
        Checkpoint checkpoint = Checkpoint.open(directory);
        PromptTemplate template = PromptTemplate.load(directory);
        Tokenizer tokenizer = Tokenizer.load(directory);
        if (tokenizer.size() > checkpoint.config().vocabSize()) {
            tokenizer.close();
            throw new ModelException(
                    directory.resolve("tokenizer.json"),
                    tokenizer.size() + " tokens",
                    "must fit the model's vocab_size " + checkpoint.config().vocabSize(),
                    "take the tokenizer that belongs to the model");
        }
        try {
            Device device = options.resolvedDevice();
            return new BaseModel(
                    new DecoderCore(checkpoint.config(), checkpoint::read, options.storage(device), device, () -> {
                        tokenizer.close();
                        afterFree.run();
                    }),
                    tokenizer,
                    template);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /** A base from weights in memory, as pre-training has them. The tokenizer stays the caller's. */
    public static BaseModel of(
            DecoderConfig config, Map<String, HostTensor> weights, Tokenizer tokenizer, PromptTemplate template) {
        return new BaseModel(core(config, weights, WeightStorage.FP32), tokenizer, template);
    }

    static DecoderCore core(DecoderConfig config, Map<String, HostTensor> weights, WeightStorage storage) {
        return new DecoderCore(
                config,
                sink -> config.tensors().forEach(spec -> {
                    HostTensor tensor = weights.get(spec.name());
                    Checkpoint.check("weights#" + spec.name(), spec, tensor == null ? null : tensor.shape());
                    sink.accept(spec, Objects.requireNonNull(tensor));
                }),
                storage,
                Device.cpu(),
                () -> {});
    }

    public DecoderConfig config() {
        return core.config;
    }

    /** How its weights are held: what a plan counts. */
    public WeightFormat format() {
        return core.storage.format();
    }

    public Tokenizer tokenizer() {
        return tokenizer;
    }

    public PromptTemplate template() {
        return template;
    }

    /** The base with an adapter: cheap, the weights are shared. */
    public LoadedAdapter attach(Adapter adapter) {
        return LoadedAdapter.of(this, adapter);
    }

    /** The base as it is: version 0. */
    public LoadedAdapter bare() {
        return LoadedAdapter.bare(this);
    }

    DecoderCore core() {
        return core;
    }

    /** A further handle on the same weights, or null where they are already freed. */
    @Nullable BaseModel share() {
        return core.references.tryRetain() ? new BaseModel(core, tokenizer, template) : null;
    }

    /** Gives this handle back; the weights go with the last one that uses them. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            core.references.release();
        }
    }
}
