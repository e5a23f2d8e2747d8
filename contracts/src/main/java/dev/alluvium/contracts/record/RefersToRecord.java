package dev.alluvium.contracts.record;

import java.time.Instant;

/** What is said of one clean record, without its content. */
public interface RefersToRecord {
    /** The record. */
    RecordRef ref();

    default String recordId() {
        return ref().recordId();
    }

    default String fact() {
        return ref().fact();
    }

    default Instant revision() {
        return ref().revision();
    }

    default String contentHash() {
        return ref().contentHash();
    }

    default RawPosition position() {
        return ref().position();
    }
}
