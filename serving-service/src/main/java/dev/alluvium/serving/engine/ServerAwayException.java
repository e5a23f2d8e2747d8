package dev.alluvium.serving.engine;

/** The server that was to answer did not take the request; it was told to nobody, so another may be asked. */
public final class ServerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerAwayException(String detail) {
        super(detail);
    }
}
