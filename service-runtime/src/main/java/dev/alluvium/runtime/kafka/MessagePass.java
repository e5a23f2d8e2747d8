package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.SignedMessage;
import dev.alluvium.runtime.trust.MessageTrust;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a topic from its beginning. On a topic that the registry signs, what it did not sign is left out.
 *
 * <p>Each signed event of the log covers all signed events before it, so that the last signature of what one poll brings stands for
 * the others: a long log costs few checks. Events without a signature count up to the first one that has one, and never after
 * it: they are of versions that did not sign.
 *
 * <p>Not safe for use by several threads.
 */
public final class MessagePass<T> {
    private static final String UNSIGNED = "it is not signed by the registry";
    private static final String FORGED = "its signature is none of the registry's";
    private static final String MISPLACED =
            "its signature is over another message or another place: it was repeated, moved or changed";
    private static final String WITHDRAWN = "it withdraws what the registry wrote, which the registry never does";

    private final Topic<T> topic;
    private final MessageReader reader;
    private final MessageTrust trust;
    private final @Nullable Statement statement;
    private final Map<Long, String> objections = new HashMap<>();
    private String head = SignedMessage.NOTHING_BEFORE;
    private long next;
    private long unsigned;
    private long unverified;

    MessagePass(Topic<T> topic, MessageReader reader, MessageTrust trust) {
        this.topic = topic;
        this.reader = reader;
        this.trust = trust;
        this.statement = Topics.signedAs(topic).orElse(null);
    }

    /** Looks at what a poll brought, before its records are read; what was looked at before keeps its verdict. */
    public void judge(Iterable<ConsumerRecord<byte[], byte[]>> polled) {
        if (statement != Statement.RECORDED) {
            return;
        }
        List<ConsumerRecord<byte[], byte[]>> fresh = new ArrayList<>();
        long first = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
            first = Math.min(first, record.offset());
            if (record.offset() >= next) {
                fresh.add(record);
            }
        }
        if (first < Long.MAX_VALUE) {
            forgetBefore(first);
        }
        for (int at = 0; at < fresh.size(); ) {
            at += judgeFrom(fresh.subList(at, fresh.size()));
        }
        if (!fresh.isEmpty()) {
            next = fresh.get(fresh.size() - 1).offset() + 1;
        }
    }

    /** The message, or empty if it was left out. */
    public Optional<ReadResult.Message<T>> read(ConsumerRecord<byte[], byte[]> record) {
        if (record.offset() >= next) {
            judge(List.of(record));
        }
        ReadResult<T> reading = topic.read(record.key(), record.value());
        if (reading instanceof ReadResult.Foreign<T> foreign) {
            reader.leaveOut(topic, record.partition(), record.offset(), foreign.reason());
            return Optional.empty();
        }
        String objection = trust.required() ? objection(record) : null;
        if (objection != null) {
            reader.leaveOut(topic, record.partition(), record.offset(), objection);
            return Optional.empty();
        }
        return Optional.of((ReadResult.Message<T>) reading);
    }

    /** Goes on behind events that were read elsewhere, from the log's copy. */
    public void passOver(LogCopy.Kept<T> kept) {
        if (kept.offset() >= next) {
            next = kept.offset() + 1;
            Attestation attestation = kept.attestation();
            if (attestation != null) {
                head = attestation.subject();
            }
        }
    }

    /** The subject of the last signed event; {@link SignedMessage#NOTHING_BEFORE} if there is none. */
    public String head() {
        return head;
    }

    /** Whether a signed event was read. */
    public boolean signed() {
        return !head.equals(SignedMessage.NOTHING_BEFORE);
    }

    /** How many messages stood before the first signed one. */
    public long unsigned() {
        return unsigned;
    }

    /** How many events carry a signature that no known key made. */
    public long unverified() {
        return unverified;
    }

    private @Nullable String objection(ConsumerRecord<byte[], byte[]> record) {
        if (statement == null) {
            return null;
        }
        if (statement == Statement.RECORDED) {
            return objections.get(record.offset());
        }
        if (record.value() == null) {
            return WITHDRAWN;
        }
        Attestation attestation = SignedRecord.attestation(record).orElse(null);
        if (attestation == null) {
            return UNSIGNED;
        }
        if (!isOver(attestation, record, SignedMessage.NOTHING_BEFORE)) {
            return MISPLACED;
        }
        return trust.valid().test(attestation) ? null : FORGED;
    }

    /** A reader begins again with the poll that it did not take to its end, and never earlier. */
    private void forgetBefore(long first) {
        objections.keySet().removeIf(offset -> offset < first);
    }

    /** How many of the first records have a verdict now. */
    private int judgeFrom(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> record = records.get(0);
        if (record.key() == null
                || record.value() == null
                || SignedRecord.attestation(record).isEmpty()) {
            if (signed()) {
                objections.put(record.offset(), UNSIGNED);
            } else {
                unsigned++;
            }
            return 1;
        }
        List<Attestation> chain = chain(records);
        if (chain.isEmpty()) {
            objections.put(record.offset(), MISPLACED);
            return 1;
        }
        int valid = valid(chain);
        if (valid == 0) {
            unverified++;
            objections.put(record.offset(), FORGED);
            return 1;
        }
        head = chain.get(valid - 1).subject();
        return valid;
    }

    /** The signatures of the first records, as far as each covers the one before it; nothing says yet who made them. */
    private List<Attestation> chain(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Attestation> chain = new ArrayList<>();
        String before = head;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Attestation attestation = record.key() == null || record.value() == null
                    ? null
                    : SignedRecord.attestation(record).orElse(null);
            if (attestation == null || !isOver(attestation, record, before)) {
                break;
            }
            chain.add(attestation);
            before = attestation.subject();
        }
        return chain;
    }

    /** How long a chain the registry signed: who signed a link signed all before it, so that halving finds the last. */
    private int valid(List<Attestation> chain) {
        int known = 0;
        int open = chain.size();
        for (int probe = open; known < open; probe = known + (open - known + 1) / 2) {
            if (trust.valid().test(chain.get(probe - 1))) {
                known = probe;
            } else {
                open = probe - 1;
            }
        }
        return known;
    }

    private boolean isOver(Attestation attestation, ConsumerRecord<byte[], byte[]> record, String before) {
        return attestation.statement() == statement
                && attestation.model().equals(new String(record.key(), StandardCharsets.UTF_8))
                && attestation.subject().equals(SignedMessage.of(topic, before, record.key(), record.value()));
    }
}
