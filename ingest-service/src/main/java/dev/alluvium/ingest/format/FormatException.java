package dev.alluvium.ingest.format;

import java.io.IOException;

/** The input is in none of the known formats, or breaks off; the message says where and what to do. */
public final class FormatException extends IOException {
    FormatException(String message) {
        super(message);
    }

    FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
