package dev.alluvium.tiny.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws values from a list in shuffled order, so that each comes up once before any comes up again. */
final class ShuffledValues {
    private final Random random;
    private final Map<Attribute, Deque<BilingualText>> stacks = new HashMap<>();

    ShuffledValues(Random random) {
        this.random = random;
    }

    BilingualText deal(Attribute attribute) {
        if (attribute.values().vocabulary().isEmpty()) {
            return attribute.values().draw(random);
        }
        Deque<BilingualText> stack = stacks.computeIfAbsent(attribute, key -> new ArrayDeque<>());
        if (stack.isEmpty()) {
            List<BilingualText> shuffled = new ArrayList<>(attribute.values().vocabulary());
            Collections.shuffle(shuffled, random);
            stack.addAll(shuffled);
        }
        return stack.removeFirst();
    }
}
