package dev.alluvium.serving.engine;

/**
 * The server that was to answer did not take the request. No part of an answer was sent, so another server may be
 * asked.
 */
public final class ServerAwayException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerAwayException(String detail) {
        super(detail);
    }
}
