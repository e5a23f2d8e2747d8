package dev.alluvium.registry.view;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.RegistryState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry's log as it was read back from Kafka: for audit, and for export. */
public final class EventLog {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * An event and its offset in the log.
     *
     * @param attestation its signature; null for one of a version that did not sign
     */
    public record Entry(
            long offset, RegistryEvent event, @Nullable Attestation attestation) {}

    /**
     * What happened to a model.
     *
     * @param at the moment that is asked about; null for now
     * @param champion the champion at that moment; null if the model did not exist
     */
    public record History(
            String model, @Nullable Instant at, @Nullable Integer champion, List<RegistryEvent> events) {}

    /** Takes the log's next event. */
    public synchronized void append(long offset, RegistryEvent event, @Nullable Attestation attestation) {
        entries.add(new Entry(offset, event, attestation));
    }

    /** At most {@code limit} entries from {@code offset} on. */
    public synchronized List<Entry> from(long offset, int limit) {
        return entries.stream()
                .filter(entry -> entry.offset() >= offset)
                .limit(limit)
                .toList();
    }

    /** What happened to {@code model}, up to {@code at} if that is given. */
    public History history(String model, @Nullable Instant at) {
        List<RegistryEvent> events = of(model, at);
        Integer champion =
                RegistryState.of(events).model(model).map(ModelState::champion).orElse(null);
        return new History(model, at, champion, events);
    }

    private synchronized List<RegistryEvent> of(String model, @Nullable Instant at) {
        return entries.stream()
                .map(Entry::event)
                .filter(event -> event.model().equals(model))
                .filter(event -> at == null || !event.at().isAfter(at))
                .toList();
    }
}
