package dev.alluvium.cli.client;

/** The service refuses a request for good, in its own words. */
public final class RefusedException extends CliException {
    private final int status;

    RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status of HTTP, 400 or more. */
    public int status() {
        return status;
    }
}
