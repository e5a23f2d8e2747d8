package dev.alluvium.serving.vllm;

import java.util.List;
import java.util.Optional;

/** The models that a server lists: {@code GET /v1/models}. */
public record ServedModels(List<Entry> entries) {
    /**
     * A base or an adapter on it.
     *
     * @param root where it was loaded from
     * @param parent the base of an adapter; empty for a base
     * @param context tokens of prompt and answer; 0 where it is not said, as of adapters
     */
    public record Entry(String id, String root, String parent, int context) {
        boolean isAdapter() {
            return !parent.isEmpty();
        }
    }

    public ServedModels {
        entries = List.copyOf(entries);
    }

    /** The base under its first name. */
    public Optional<Entry> base() {
        return entries.stream().filter(entry -> !entry.isAdapter()).findFirst();
    }

    /** Whether it serves this. */
    public boolean has(String id) {
        return entries.stream().anyMatch(entry -> entry.id().equals(id));
    }
}
