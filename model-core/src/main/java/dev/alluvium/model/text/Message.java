package dev.alluvium.model.text;

import java.util.Locale;

/** One turn of a conversation. */
public record Message(Role role, String content) {
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

    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, content);
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }
}
