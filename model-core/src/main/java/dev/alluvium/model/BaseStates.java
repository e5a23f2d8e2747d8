package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.alluvium.model.text.Example;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What the frozen base, without any adapter, holds likely at the targets of examples: its last hidden states there, from
 * which the output projection makes the distribution. An example's states are [targets, hidden]; each is computed when it is
 * first asked for and kept, since an epoch draws the same examples again and a forward pass costs half a step.
 */
final class BaseStates {
    private final DecoderCore core;
    private final NDManager owner;
    private final Map<LongBuffer, NDArray> known = new HashMap<>();

    /** The states live as long as {@code owner}. */
    BaseStates(DecoderCore core, NDManager owner) {
        this.core = core;
        this.owner = owner;
    }

    /** The states at the example's targets, in their order. */
    NDArray of(Example example) {
        long[] at = targets(example);
        return known.computeIfAbsent(key(example, at), tokens -> compute(example.ids(), at));
    }

    private NDArray compute(long[] ids, long[] at) {
        try (NDManager call = owner.newSubManager()) {
            Shape grid = new Shape(1, ids.length);
            NDArray states = core.program(Set.of())
                    .infer(
                            call,
                            "states",
                            call.create(ids, grid),
                            call.create(LongStream.range(0, ids.length).toArray(), grid),
                            call.ones(grid, DataType.INT64),
                            call.create(at),
                            core.frequencies,
                            core.weights,
                            List.of(),
                            1.0)
                    .get(0);
            states.attach(owner);
            return states;
        }
    }

    /** The places before the targets: each is where its target is said. */
    private static long[] targets(Example example) {
        return IntStream.range(1, example.length())
                .filter(example::isTarget)
                .mapToLong(i -> i - 1)
                .toArray();
    }

    private static LongBuffer key(Example example, long[] at) {
        long[] ids = example.ids();
        long[] both = Arrays.copyOf(ids, ids.length + at.length);
        System.arraycopy(at, 0, both, ids.length, at.length);
        return LongBuffer.wrap(both);
    }
}
