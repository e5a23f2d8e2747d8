package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.RawPosition;
import java.time.Instant;
import java.util.Map;

/**
 * What a fact remembers of an accepted record.
 *
 * @param answers hash of each normalised question to the hash of its answer; empty where it is no longer known
 */
public record Revision(
        String recordId, Instant at, String contentHash, RawPosition position, Map<String, String> answers) {
    public Revision {
        answers = Map.copyOf(answers);
    }

    static Revision of(CleanRecord clean) {
        return new Revision(
                clean.recordId(),
                clean.revision(),
                clean.contentHash(),
                clean.position(),
                AnsweredQuestions.of(clean.record()));
    }

    /** An accepted record with what is still known of its answers. */
    static Revision of(FactDecision.Accepted accepted, Map<String, String> answers) {
        return new Revision(
                accepted.recordId(), accepted.revision(), accepted.contentHash(), accepted.position(), answers);
    }

    Receipt receipt() {
        return new Receipt(recordId, position);
    }

    /** Whether both answer one question differently. */
    boolean contradicts(Revision other) {
        return answers.entrySet().stream().anyMatch(answer -> {
            String theirs = other.answers().get(answer.getKey());
            return theirs != null && !theirs.equals(answer.getValue());
        });
    }
}
