package dev.alluvium.runtime.base;

/** A base cannot be had. The message names the base, what is wrong and a remedy. */
public final class BaseException extends RuntimeException {
    public BaseException(String message) {
        super(message);
    }

    public BaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
