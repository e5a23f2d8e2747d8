package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.record.Wording;

/**
 * A text that no record says in these words.
 *
 * @param recordId the record that it says again
 * @param model that worded it
 */
public record Paraphrase(String fact, String recordId, Origin origin, String model, Wording wording) {
    /** How it came about. */
    public enum Origin {
        /** A record's question in other words, with the record's answer. */
        PARAPHRASE,
        /** A question about a document, answered by words of the document. */
        QUESTION
    }
}
