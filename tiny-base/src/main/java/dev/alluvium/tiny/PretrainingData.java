package dev.alluvium.tiny;

import dev.alluvium.model.Batch;
import dev.alluvium.model.Packing;
import dev.alluvium.model.text.Example;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** An endless sequence of batches: every example once, in another order each time round. */
final class PretrainingData {
    private final List<Example> examples;
    private final Packing packing;
    private final Random random;
    private final Deque<Batch> ready = new ArrayDeque<>();

    PretrainingData(List<Example> examples, Packing packing, long seed) {
        this.examples = new ArrayList<>(examples);
        this.packing = packing;
        this.random = new Random(seed);
    }

    Batch next() {
        if (ready.isEmpty()) {
            Collections.shuffle(examples, random);
            ready.addAll(packing.pack(examples));
        }
        return ready.removeFirst();
    }
}
