package dev.alluvium.cli.client;

/** Something that the user should read: a sentence with a remedy, never a stack trace. */
public class CliException extends RuntimeException {
    private final int exitCode;

    /** Refused or failed: exit status 1. */
    public CliException(String message) {
        this(message, 1);
    }

    public CliException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
