package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import java.util.Random;
import java.util.TreeMap;

/** An adapter whose B is not zero, so that it changes what the base says. */
final class RandomAdapter {
    private RandomAdapter() {}

    static Adapter of(DecoderConfig config, long seed) {
        return of(config, LoraShape.all(4), seed);
    }

    static Adapter of(DecoderConfig config, LoraShape shape, long seed) {
        Adapter fresh = Adapter.init(shape, config, seed);
        TreeMap<String, HostTensor> tensors = new TreeMap<>();
        Random random = new Random(seed);
        fresh.tensors().forEach((name, tensor) -> {
            float[] values = tensor.data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) random.nextGaussian() * 0.1f;
            }
            tensors.put(name, new HostTensor(tensor.shape(), values));
        });
        return new Adapter(fresh.shape(), tensors);
    }
}
