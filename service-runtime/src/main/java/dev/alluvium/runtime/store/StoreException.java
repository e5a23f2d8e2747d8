package dev.alluvium.runtime.store;

/** The object store failed or cannot be used; the message names the key and what to do. */
public final class StoreException extends RuntimeException {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
