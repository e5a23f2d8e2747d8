package dev.alluvium.accumulator.adapter;

import java.util.concurrent.TimeoutException;

/** A savepoint could not be written; the message says why. */
public final class SavepointException extends Exception {
    private static final long serialVersionUID = 1L;

    /** For a reason of our own. */
    public SavepointException(String message) {
        super(message);
    }

    /** For a reason that Flink gives. */
    SavepointException(Exception cause) {
        super(reason(cause), cause);
    }

    private static String reason(Exception cause) {
        if (cause instanceof TimeoutException) {
            return "Flink did not write it in time";
        }
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
