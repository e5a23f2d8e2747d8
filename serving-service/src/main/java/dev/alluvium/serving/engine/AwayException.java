package dev.alluvium.serving.engine;

/** The server that was to answer did not take the request; it was told to nobody, so another may be asked. */
public final class AwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AwayException(String detail) {
        super(detail);
    }
}
