package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.store.SegmentBatch;
import dev.alluvium.accumulator.store.SegmentBuffer;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.store.ObjectStore;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what came since the last barrier as immutable segments, one per model, and passes on their index.
 *
 * <p>It writes before it lets the barrier pass, so whatever a checkpoint refers to exists. It keeps no state: after a
 * failure the records come again and make other segments; the orphans are garbage by age.
 */
final class SegmentWriterOperator extends AbstractStreamOperator<JobMessage>
        implements OneInputStreamOperator<JobMessage, JobMessage> {
    private static final long serialVersionUID = 1L;
    private static final int ROLL_BYTES = 16 << 20;

    private final JobSettings settings;
    private transient @Nullable TokenCounters tokens;
    private transient @Nullable ObjectStore store;
    private transient Map<String, SegmentBuffer> buffers = Map.of();
    private final JobCounters tally = new JobCounters("segments");
    private final SkippedMessageCounts leftOut = new SkippedMessageCounts(Topics.CLEAN_RECORDS);

    SegmentWriterOperator(JobSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        ObjectStore opened = settings.stores().open();
        store = opened;
        tokens = new TokenCounters(settings.tokenizers(), opened, TokenCounters.cache());
        buffers = new TreeMap<>();
        tally.register(getRuntimeContext());
        leftOut.register(getRuntimeContext());
    }

    @Override
    public void processElement(StreamRecord<JobMessage> element) {
        ReadResult<CleanEvent> reading = MessageDecoder.event(element.getValue());
        if (reading instanceof ReadResult.Message<CleanEvent> event) {
            add(Objects.requireNonNull(event.value()));
        } else {
            leftOut.add(element.getValue(), ((ReadResult.Foreign<CleanEvent>) reading).reason());
        }
    }

    private void add(CleanEvent event) {
        SegmentBuffer buffer = buffers.computeIfAbsent(event.model(), this::fresh);
        if (event instanceof CleanRecord clean) {
            tally.addOf(JobCounters.RECEIVED, clean.record().source());
        }
        buffer.add(event, settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        if (buffer.size() >= ROLL_BYTES) {
            write(event.model());
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        writeAll();
    }

    @Override
    public void finish() {
        writeAll();
    }

    @Override
    public void close() throws Exception {
        if (tokens != null) {
            tokens.close();
        }
        StoreCloser.close(store);
        super.close();
    }

    private SegmentBuffer fresh(String model) {
        return new SegmentBuffer(
                model,
                UUID.randomUUID().toString(),
                Objects.requireNonNull(tokens, "the operator is not open").of(model));
    }

    private void writeAll() {
        new ArrayList<>(buffers.keySet()).forEach(this::write);
    }

    private void write(String model) {
        SegmentBuffer buffer = buffers.remove(model);
        if (buffer == null || store == null) {
            throw new IllegalStateException("segment writer is not open");
        }
        SegmentBatch batch = buffer.write(store);
        if (batch.segment() != null) {
            tally.add(JobCounters.SEGMENTS, 1);
            tally.add(JobCounters.SEGMENT_RECORDS, batch.entries().size());
            tally.add(JobCounters.SEGMENT_BYTES, batch.segment().bytes());
        }
        output.collect(new StreamRecord<>(new JobMessage(model, Json.bytes(batch))));
    }
}
