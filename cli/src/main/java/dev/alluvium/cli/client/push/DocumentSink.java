package dev.alluvium.cli.client.push;

import java.io.IOException;

/** Takes documents whole. */
@FunctionalInterface
interface DocumentSink {
    /**
     * Sends a document.
     *
     * @return how many records it became
     * @throws UnreadableDocumentException if the service cannot read it
     */
    int send(PushFile file) throws IOException;
}
