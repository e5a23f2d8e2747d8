package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.contracts.record.RawPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Held candidates, each under a key of its own: a fact that is pushed a thousand times before its round is decided must
 * not rewrite a thousand records with each push.
 */
final class HeldStore {
    private static final char SEPARATOR = '\0';

    private final KeyValueStore<String, Candidate> store;

    HeldStore(KeyValueStore<String, Candidate> store) {
        this.store = store;
    }

    boolean contains(String fact, Candidate candidate) {
        return store.get(key(fact, candidate.position())) != null;
    }

    void add(String fact, Candidate candidate) {
        store.put(key(fact, candidate.position()), candidate);
    }

    /** The fact's state with all that it holds. */
    FactState complete(String fact, FactState stored) {
        List<Candidate> held = new ArrayList<>();
        try (KeyValueIterator<String, Candidate> found = store.prefixScan(fact + SEPARATOR, new StringSerializer())) {
            found.forEachRemaining(entry -> held.add(entry.value));
        }
        return held.isEmpty() ? stored : stored.withHeld(held);
    }

    /** Removes what went free. */
    void keepOnly(String fact, List<Candidate> before, List<Candidate> after) {
        Set<RawPosition> waiting = new HashSet<>();
        after.forEach(candidate -> waiting.add(candidate.position()));
        before.stream()
                .map(Candidate::position)
                .filter(position -> !waiting.contains(position))
                .forEach(position -> store.delete(key(fact, position)));
    }

    private static String key(String fact, RawPosition position) {
        return fact + SEPARATOR + position;
    }
}
