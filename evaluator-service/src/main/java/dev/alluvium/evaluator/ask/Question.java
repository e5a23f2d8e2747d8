package dev.alluvium.evaluator.ask;

/**
 * A prompt, and what may come after it.
 *
 * @param form how the two belong together
 */
public record Question(String prompt, String answer, Form form) {
    /** How a text follows its prompt. */
    public enum Form {
        /** As the answer to a question, in the base's prompt template. */
        ANSWER,
        /** As running text that goes on. */
        CONTINUATION
    }

    /** A question and its answer. */
    public Question(String prompt, String answer) {
        this(prompt, answer, Form.ANSWER);
    }
}
