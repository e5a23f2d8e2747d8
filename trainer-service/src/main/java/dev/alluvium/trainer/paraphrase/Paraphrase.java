package dev.alluvium.trainer.paraphrase;

/**
 * A text that a plan trains beside the records, by where its words stand: they are kept once, so that an erasure finds
 * them all.
 *
 * @param answer key of the {@link ParaphraseAnswer}
 * @param place in its wordings, from 0
 */
public record Paraphrase(String fact, String answer, int place) {
    /** How it came about. */
    public enum Origin {
        /** A record's question in other words, with the record's answer. */
        PARAPHRASE,
        /** A question about a document, answered by words of the document. */
        QUESTION
    }
}
