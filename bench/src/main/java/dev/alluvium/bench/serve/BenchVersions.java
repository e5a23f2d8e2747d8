package dev.alluvium.bench.serve;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.tensor.HostTensor;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Adapters that cost what a trained one costs and change answers a little, each in its own way. */
final class BenchVersions {
    private static final int RANK = 16;
    private static final double CHANGE = 0.001;

    private BenchVersions() {}

    /** Rank 16 on all projections. */
    static Adapter adapter(DecoderConfig config, long seed) {
        Adapter fresh = Adapter.init(LoraShape.all(RANK), config, seed);
        Random random = new Random(seed);
        SortedMap<String, HostTensor> tensors = new TreeMap<>();
        fresh.tensors().forEach((name, tensor) -> {
            float[] values = tensor.data().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (random.nextGaussian() * CHANGE);
            }
            tensors.put(name, new HostTensor(tensor.shape(), values));
        });
        return new Adapter(fresh.shape(), tensors);
    }
}
