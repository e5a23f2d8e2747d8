package dev.alluvium.ingest.document;

import java.io.IOException;
import java.util.stream.Stream;

/** A document that cannot be read; the message says why and what to do, and nothing of its text. */
public final class DocumentException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    public DocumentException(String message) {
        super(message);
        this.passing = false;
    }

    public DocumentException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private DocumentException(String message, Throwable cause, boolean passing) {
        super(message, cause);
        this.passing = passing;
    }

    /** The document was not read now, which may be no fault of its own. */
    public static DocumentException passing(String message, Throwable cause) {
        return new DocumentException(message, cause, true);
    }

    /** Whether a failure comes of one that may pass. */
    public static boolean isPassing(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof DocumentException refused && refused.passing);
    }
}
