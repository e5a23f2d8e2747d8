package dev.alluvium.cli.client.push;

import java.util.List;
import java.util.function.BiConsumer;

/** Where records go: to the service, or for a dry run to standard output. */
interface RecordSink {
    /**
     * Takes lines of JSON; returns when each is accepted or refused.
     *
     * @param refused told of each line that is not accepted: its place in the list, and why
     */
    void send(List<byte[]> lines, BiConsumer<Integer, String> refused);
}
