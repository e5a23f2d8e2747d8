package dev.alluvium.accumulator.round;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.knowledge.text.ContentFingerprint;
import java.util.List;

/** Entries of records that say a text. */
final class Texts {
    private Texts() {}

    /** Like {@link Given#entry}, with the fingerprint of {@code text}. */
    static RecordEntry entry(long offset, String fact, int revision, String text) {
        RecordEntry entry = Given.entry(offset, fact, revision, Digest.id(text));
        return new RecordEntry(
                entry.ref(),
                entry.segment(),
                null,
                entry.arrivedAt(),
                ContentFingerprint.of(List.of(text)).orElse(null),
                0);
    }
}
