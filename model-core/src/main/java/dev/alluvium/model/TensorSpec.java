package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import java.util.Arrays;
import java.util.List;

/** The name and shape that a tensor of a checkpoint must have. */
public record TensorSpec(String name, List<Long> shape) {
    TensorSpec(String name, long... shape) {
        this(name, Arrays.stream(shape).boxed().toList());
    }

    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    public long elements() {
        return HostTensor.elements(dimensions());
    }
}
