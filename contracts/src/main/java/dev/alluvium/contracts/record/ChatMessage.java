package dev.alluvium.contracts.record;

import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param role system, user or assistant
 * @param masked true for an answer that is context alone and must not be learnt; null for any other turn
 */
public record ChatMessage(
        String role, String content, @Nullable Boolean masked) {
    /** A turn that is what its role says. */
    public ChatMessage(String role, String content) {
        this(role, content, null);
    }

    /** Whether it is an answer that is to be learnt. */
    public boolean answers() {
        return role.equals("assistant") && !Boolean.TRUE.equals(masked);
    }

    /** The same turn in other words. */
    public ChatMessage withContent(String value) {
        return new ChatMessage(role, value, masked);
    }
}
