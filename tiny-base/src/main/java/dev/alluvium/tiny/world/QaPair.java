package dev.alluvium.tiny.world;

/** A question about a fact and its answer: the content of a record of kind {@code qa}. */
public record QaPair(String fact, Language language, String question, String answer) {

    QaPair answering(String other) {
        return new QaPair(fact, language, question, other);
    }
}
