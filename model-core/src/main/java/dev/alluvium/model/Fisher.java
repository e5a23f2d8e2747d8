package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The diagonal of the empirical Fisher information of an adapter: how much the rounds so far depend on each value. One
 * running estimate over all rounds (Schwarz et al. 2018), its mean normalised to 1, so that one strength of the penalty
 * serves adapters of any size.
 *
 * @param tensors under the adapter's names
 */
public record Fisher(SortedMap<String, HostTensor> tensors) {
    public Fisher {
        tensors = Collections.unmodifiableSortedMap(new TreeMap<>(tensors));
    }

    /** The same with mean 1; one that is zero everywhere stays so. */
    public Fisher normalised() {
        double sum = 0;
        long count = 0;
        for (HostTensor tensor : tensors.values()) {
            for (float value : tensor.data()) {
                sum += value;
            }
            count += tensor.data().length;
        }
        double factor = sum == 0 ? 1 : count / sum;
        return combined(this, factor, 0);
    }

    /** The estimate after a further round, of which {@code round} is known. */
    public Fisher after(Fisher round, double decay) {
        return combined(round, 1, decay).normalised();
    }

    private Fisher combined(Fisher other, double factor, double own) {
        SortedMap<String, HostTensor> sums = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            HostTensor added = other.tensors.get(name);
            Checkpoint.check(
                    "fisher#" + name, new TensorSpec(name, tensor.shape()), added == null ? null : added.shape());
            float[] further = Objects.requireNonNull(added).data();
            float[] values = new float[tensor.data().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (own * tensor.data()[i] + factor * further[i]);
            }
            sums.put(name, new HostTensor(tensor.shape(), values));
        });
        return new Fisher(sums);
    }

    /** Writes one safetensors file. */
    public void write(Path file) {
        Safetensors.write(file, tensors, Map.of());
    }

    /** Reads what {@link #write} wrote. */
    public static Fisher read(Path file) {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            return new Fisher(new TreeMap<>(stored.readAll()));
        }
    }
}
