package dev.alluvium.ingest.document;

import java.io.IOException;

/** A document that cannot be read; the message says why and what to do, and nothing of its text. */
public final class DocumentException extends IOException {
    public DocumentException(String message) {
        super(message);
    }

    public DocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
