package dev.alluvium.simulation;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.contracts.record.RejectedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What near-duplicates may be, by the simulation's own reckoning: the same words in the same order but for articles, whatever their
 * punctuation and case. None of two such records of different facts is taught beside the other, and nothing else is dropped as one.
 */
final class Repeats {
    private final Map<String, CleanRecord> records = new HashMap<>();

    void accept(Object value) {
        if (value instanceof CleanRecord record) {
            records.put(record.recordId(), record);
            records.put(String.valueOf(record.position()), record);
        } else if (value instanceof RejectedRecord rejected && rejected.reason() == ReasonCode.NEAR_DUPLICATE) {
            justified(rejected);
        }
    }

    private void justified(RejectedRecord rejected) {
        CleanRecord dropped = records.get(String.valueOf(rejected.position()));
        CleanRecord kept = records.get(String.valueOf(rejected.because()));
        Violation.unless(
                dropped != null && kept != null && words(dropped.record()).equals(words(kept.record())),
                "%s was dropped as a near-duplicate of %s, though a word of it differs",
                dropped,
                kept);
    }

    /** The records of a round that is announced. */
    void check(String round, List<CleanRecord> content) {
        Map<String, String> facts = new HashMap<>();
        for (CleanRecord record : content) {
            String other = facts.put(words(record.record()), record.fact());
            Violation.unless(
                    other == null || other.equals(record.fact()),
                    "%s teaches %s beside %s, which says the same",
                    round,
                    record,
                    other);
        }
    }

    private static String words(KnowledgeRecord record) {
        return (record.instruction() + " " + record.output())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 ]", "")
                .replaceAll("\\bthe ", "");
    }
}
