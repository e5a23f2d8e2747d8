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
final class BaseHiddenStates {
    /** Bytes of states that are kept: those of some 100,000 tokens of a base of 135 million parameters. */
    private static final long ROOM = 256L << 20;

    private final DecoderCore core;
    private final NDManager owner;
    private final Map<LongBuffer, NDArray> kept = new HashMap<>();
    private long bytes;

    /** What is kept lives as long as {@code owner}. */
    BaseHiddenStates(DecoderCore core, NDManager owner) {
        this.core = core;
        this.owner = owner;
    }

    /** The states at the example's targets, in their order; they live as long as {@code call} at least. */
    NDArray of(Example example, NDManager call) {
        long[] ids = example.ids();
        long[] at = targets(example);
        LongBuffer key = key(ids, at);
        NDArray known = kept.get(key);
        if (known != null) {
            return known;
        }
        NDArray states = compute(ids, at, call);
        long size = states.size() * states.getDataType().getNumOfBytes();
        if (bytes + size <= ROOM) {
            states.attach(owner);
            kept.put(key, states);
            bytes += size;
        }
        return states;
    }

    private NDArray compute(long[] ids, long[] at, NDManager call) {
        Shape grid = new Shape(1, ids.length);
        return core.program(Set.of())
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
    }

    /** The places before the targets: each is where its target is said. */
    private static long[] targets(Example example) {
        return IntStream.range(1, example.length())
                .filter(example::isTarget)
                .mapToLong(i -> i - 1)
                .toArray();
    }

    private static LongBuffer key(long[] ids, long[] at) {
        long[] both = Arrays.copyOf(ids, ids.length + at.length);
        System.arraycopy(at, 0, both, ids.length, at.length);
        return LongBuffer.wrap(both);
    }
}
