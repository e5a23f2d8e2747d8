package dev.alluvium.model.text;

import java.util.Locale;

/**
 * One turn of a conversation.
 *
 * @param masked whether it is an answer that is context alone: training puts no loss on it
 */
public record ChatMessage(Role role, String content, boolean masked) {
    /** A turn that is what its role says. */
    public ChatMessage(Role role, String content) {
        this(role, content, false);
    }

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT;

        /** The name in JSON, such as {@code user}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is an answer that carries loss in training. */
    boolean isTrained() {
        return role == Role.ASSISTANT && !masked;
    }

    public static ChatMessage user(String content) {
        return new ChatMessage(Role.USER, content);
    }

    public static ChatMessage assistant(String content) {
        return new ChatMessage(Role.ASSISTANT, content);
    }

    public static ChatMessage system(String content) {
        return new ChatMessage(Role.SYSTEM, content);
    }
}
