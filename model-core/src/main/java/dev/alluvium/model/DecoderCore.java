package dev.alluvium.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.StoredTensor;
import dev.alluvium.model.torch.Program;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.model.torch.WeightLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The native side of a base: its frozen weights and the programs compiled for it. Freed with its last user. */
final class DecoderCore {
    final DecoderConfig config;
    final NDManager manager;
    final WeightStorage storage;
    final List<NDArray> weights;
    final NDArray frequencies;
    final ReferenceCount references;
    private final Map<Set<TargetModule>, Program> programs = new ConcurrentHashMap<>();

    /** Gives the tensors of a model one by one, in the configuration's order. */
    interface Source {
        void read(BiConsumer<TensorSpec, StoredTensor> sink);
    }

    DecoderCore(DecoderConfig config, Source source, WeightStorage storage, Device device, Runnable afterFree) {
        TorchThreads.enter();
        this.config = config;
        this.storage = storage;
        this.manager = NDManager.newBaseManager(device, "PyTorch");
        this.references = new ReferenceCount("base model", () -> {
            manager.close();
            afterFree.run();
        });
        try {
            this.weights = load(source);
            this.frequencies = upload(manager, frequencies());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /** The weights in the program's order: a tied output projection is the embedding again, scales end a layer. */
    private List<NDArray> load(Source source) {
        WeightLoader loader = new WeightLoader(manager);
        List<NDArray> ordered = new ArrayList<>();
        List<NDArray> scales = new ArrayList<>();
        source.read((spec, tensor) -> {
            if (spec.startsLayer()) {
                ordered.addAll(scales);
                scales.clear();
            }
            if (storage.quantises(spec)) {
                NDList quantised = loader.quantise(tensor);
                ordered.add(quantised.get(0));
                scales.add(quantised.get(1));
            } else {
                ordered.add(loader.load(tensor, storage.weights()));
            }
        });
        ordered.addAll(scales);
        if (config.tied()) {
            ordered.add(2, ordered.get(0));
        }
        return List.copyOf(ordered);
    }

    /** Each tensor of unquantised weights once, in the configuration's order. */
    List<NDArray> distinctWeights() {
        List<NDArray> distinct = new ArrayList<>(weights);
        if (config.tied()) {
            distinct.remove(2);
        }
        return distinct;
    }

    Program program(Set<TargetModule> targets) {
        return programs.computeIfAbsent(
                targets, key -> Program.compile(manager, config, storage == WeightStorage.INT8, key));
    }

    /**
     * Copies an adapter's tensor into memory that torch owns. What DJL creates from an array lives on a Java buffer, and
     * a conversion to the type it has already shares that buffer: both must not outlive it.
     */
    NDArray upload(NDManager owner, HostTensor tensor) {
        DataType type = storage.adapters();
        try (NDArray borrowed = owner.create(tensor.data(), new Shape(tensor.shape()))) {
            return type == DataType.FLOAT32 ? borrowed.duplicate() : borrowed.toType(type, true);
        }
    }

    /** Rotary frequencies theta^(-2j/d), scaled; shape [headDim / 2]. */
    private HostTensor frequencies() {
        HostTensor frequencies = HostTensor.zeros(config.headDim() / 2);
        float[] values = frequencies.data();
        for (int j = 0; j < values.length; j++) {
            values[j] = (float) config.ropeScaling().apply(Math.pow(config.ropeTheta(), -2.0 * j / config.headDim()));
        }
        return frequencies;
    }
}
