package dev.alluvium.ingest.format;

import java.io.IOException;

/** The input is in none of the known formats, or breaks off; the message says where and what to do. */
public final class FormatException extends IOException {
    public FormatException(String message) {
        super(message);
    }

    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
