package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.DeadLetterRate;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.contracts.record.PushTime;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts each received record through the pure pipeline and counts what became of it. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class RawProcessor extends ContextualProcessor<byte[], byte[], byte[], Cleaned> {
    private static final Logger LOG = LoggerFactory.getLogger(RawProcessor.class);

    private static final int FRAMES = 8;

    private final CleaningPipeline pipeline;
    private final CleaningObserver observer;
    private final DeadLetterRate rate = new DeadLetterRate();
    private OutcomeCounts counts;

    RawProcessor(CleaningPipeline pipeline, CleaningObserver observer) {
        this.pipeline = pipeline;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<byte[], Cleaned> context) {
        super.init(context);
        this.counts = new OutcomeCounts(context.getStateStore(CleaningTopology.RAW_COUNTS));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RawRecord raw = raw(record);
        Cleaned cleaned = observer.timed(CleaningObserver.Stage.PIPELINE, () -> clean(raw));
        if (raw.headers().containsKey(CleaningHeaders.REPLAY_OF)) {
            counts.add(OutcomeCounts.DEAD_LETTERS, -1);
        }
        boolean dead = cleaned instanceof Cleaned.DeadLetter;
        if (dead) {
            counts.add(OutcomeCounts.DEAD_LETTERS, 1);
        } else if (cleaned instanceof Cleaned.Rejected rejected) {
            counts.rejected(rejected.rejected().reason());
        }
        observer.cleaned(cleaned);
        context().forward(new Record<>(record.key(), cleaned, record.timestamp(), headers(record, cleaned)));
        if (rate.isAbsurdAfter(dead)) {
            throw new TooManyDeadLettersException(raw.position().topic());
        }
    }

    /** A fault of a filter must not stop the stream for ever: the record is kept as it is, and can be replayed. */
    private Cleaned clean(RawRecord raw) {
        try {
            return pipeline.clean(raw);
        } catch (RuntimeException | StackOverflowError e) {
            // Neither the message nor a cause: they may quote the record.
            LOG.atError()
                    .addKeyValue("position", raw.position())
                    .addKeyValue("exception", e.getClass().getName())
                    .addKeyValue(
                            "at", List.of(e.getStackTrace()).subList(0, Math.min(FRAMES, e.getStackTrace().length)))
                    .log("cleaning failed");
            return new Cleaned.DeadLetter(
                    raw, Cleaned.Cause.FAULT, "cleaning failed: " + e.getClass().getName());
        }
    }

    private RawRecord raw(Record<byte[], byte[]> record) {
        RecordMetadata at = context().recordMetadata().orElseThrow();
        Map<String, String> headers = CleaningHeaders.asText(record.headers());
        RawPosition position = new RawPosition(at.topic(), at.partition(), at.offset());
        return new RawRecord(
                record.key(),
                record.value(),
                headers,
                position,
                appendedAt(headers, record.timestamp()),
                writtenTo(headers, at.topic()));
    }

    /** A replayed record of a further topic is read and restricted as it was there; nobody gains by claiming to be one. */
    private String writtenTo(Map<String, String> headers, String topic) {
        String first = CleaningHeaders.topicOf(headers.get(CleaningHeaders.REPLAY_OF));
        return pipeline.topics().contains(topic) || !pipeline.topics().contains(first) ? topic : first;
    }

    /**
     * The time of a record's push, or of its first append if it was replayed; never later than the record's own, so that nobody
     * can write ahead.
     */
    private static Instant appendedAt(Map<String, String> headers, long timestamp) {
        Instant appended = Instant.ofEpochMilli(timestamp);
        String known = headers.containsKey(CleaningHeaders.REPLAY_OF)
                ? headers.get(CleaningHeaders.APPENDED_AT)
                : headers.get(PushTime.MESSAGE_HEADER);
        return PushTime.parse(known).filter(time -> time.isBefore(appended)).orElse(appended);
    }

    /** Only dead letters keep the headers that came with the record: they may hold anything. */
    private static RecordHeaders headers(Record<byte[], byte[]> record, Cleaned cleaned) {
        return cleaned instanceof Cleaned.DeadLetter letter
                ? CleaningHeaders.deadLetter(
                        record.headers(),
                        letter.raw().position(),
                        letter.raw().appendedAt(),
                        letter.cause(),
                        letter.problem())
                : new RecordHeaders();
    }
}
