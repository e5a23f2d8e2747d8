package dev.alluvium.tiny.world;

/** A question about a fact and its answer: the content of a record of kind {@code qa}. */
public record Wording(String fact, Language language, String question, String answer) {

    Wording answering(String other) {
        return new Wording(fact, language, question, other);
    }
}
