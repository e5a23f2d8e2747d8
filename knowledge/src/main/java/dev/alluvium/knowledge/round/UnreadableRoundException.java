package dev.alluvium.knowledge.round;

/**
 * An object that a round consists of is missing, or is not what it has to be. The message names the bucket and the key,
 * what was expected and what was found, and what to do. To try again is no use before somebody has restored the object.
 */
public final class UnreadableRoundException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableRoundException(String message) {
        super(message);
    }

    UnreadableRoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
