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

    /** Whether it is one of a layer's seven projections: what an adapter may target and int8 may hold. */
    public boolean isProjection() {
        return name.endsWith("_proj.weight");
    }

    /** Whether it is the first tensor of a layer. */
    boolean startsLayer() {
        return name.endsWith(".input_layernorm.weight");
    }

    public long elements() {
        return HostTensor.elements(dimensions());
    }
}
