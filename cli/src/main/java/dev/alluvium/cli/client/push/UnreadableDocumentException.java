package dev.alluvium.cli.client.push;

import java.io.IOException;

/** The service cannot read a document, and says why. */
final class UnreadableDocumentException extends IOException {
    UnreadableDocumentException(String message, Throwable cause) {
        super(message, cause);
    }
}
