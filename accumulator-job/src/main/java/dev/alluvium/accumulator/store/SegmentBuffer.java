package dev.alluvium.accumulator.store;

import dev.alluvium.accumulator.round.RecordEntry;
import dev.alluvium.contracts.dataset.SegmentRef;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Clean records of one model on their way into one segment, one JSON line each in order of arrival. */
public final class SegmentBuffer {
    private final String model;
    private final String id;
    private final ToIntFunction<CleanRecord> tokens;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<RecordEntry> entries = new ArrayList<>();
    private final List<Erasure> erasures = new ArrayList<>();

    /** An empty buffer of a model whose tokens nobody counts. */
    public SegmentBuffer(String model, String id) {
        this(model, id, record -> 0);
    }

    /**
     * An empty buffer.
     *
     * @param id of the segment to be; never used before
     * @param tokens counts those of a record
     */
    public SegmentBuffer(String model, String id, ToIntFunction<CleanRecord> tokens) {
        this.model = model;
        this.id = id;
        this.tokens = tokens;
    }

    /** Adds an event of the model. */
    public void add(CleanEvent event, Instant arrivedAt) {
        if (event instanceof CleanRecord record) {
            bytes.writeBytes(Json.bytes(record));
            bytes.write('\n');
            entries.add(RecordEntry.of(record, id, arrivedAt, tokens.applyAsInt(record)));
        } else if (event instanceof Erasure erasure) {
            erasures.add(erasure);
        }
    }

    /** Bytes so far. */
    public int size() {
        return bytes.size();
    }

    /** Writes the segment, if it has a line, and says what is in it. */
    public SegmentBatch write(ObjectStore store) {
        if (entries.isEmpty()) {
            return new SegmentBatch(null, entries, erasures);
        }
        byte[] content = bytes.toByteArray();
        String key = ObjectKeys.segment(model, id);
        if (!store.putIfAbsent(key, content)) {
            throw new StoreException("segment " + key + " exists already, though its name is fresh");
        }
        return new SegmentBatch(
                new SegmentRef(id, key, Digest.sha256(content), content.length, entries.size()), entries, erasures);
    }
}
