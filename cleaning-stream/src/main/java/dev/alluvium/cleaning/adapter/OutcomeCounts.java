package dev.alluvium.cleaning.adapter;

import dev.alluvium.contracts.record.ReasonCode;
import java.util.Map;
import org.apache.kafka.streams.state.KeyValueStore;

/** Final outcomes, counted in a state store so that the figures survive restarts and agree with what was committed. */
final class OutcomeCounts {
    static final String CLEAN = "clean";
    static final String DEAD_LETTERS = "dead-letters";
    static final String HELD = "held";
    static final String REJECTED = "rejected/";

    private final KeyValueStore<String, Long> store;

    OutcomeCounts(KeyValueStore<String, Long> store) {
        this.store = store;
    }

    void add(String name, long difference) {
        if (difference != 0) {
            Long before = store.get(name);
            store.put(name, (before == null ? 0 : before) + difference);
        }
    }

    void rejected(ReasonCode reason) {
        add(REJECTED + reason.code(), 1);
    }

    /** Adds one store's figures to those of others. */
    static void sum(Map<String, Long> into, String name, long value) {
        into.merge(name, value, Long::sum);
    }
}
