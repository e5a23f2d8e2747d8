package dev.alluvium.model;

/**
 * A model directory, tensor or setting that cannot be used. The message names where it was found, what was found, the
 * rule it breaks and what to do about it.
 */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(Object path, Object value, String rule, String remedy) {
        super("%s=%s: %s; %s".formatted(path, value, rule, remedy));
    }

    public ModelException(Object path, Object value, String rule, String remedy, Throwable cause) {
        super("%s=%s: %s; %s".formatted(path, value, rule, remedy), cause);
    }
}
