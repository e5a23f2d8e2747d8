package dev.alluvium.accumulator.adapter;

import dev.alluvium.contracts.json.Json;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what came from Kafka. Only this installation's services may write there; anything else must not stop the job for good. */
final class Readable {
    private static final Logger LOG = LoggerFactory.getLogger(Readable.class);

    private Readable() {}

    /** The message as {@code type}; empty, and said so in the log, if it is none. */
    static <T> Optional<T> read(Message message, Class<T> type) {
        try {
            return Optional.of(Json.read(message.value(), type));
        } catch (UncheckedIOException e) {
            LOG.atError()
                    .addKeyValue("model", message.key())
                    .addKeyValue("type", type.getSimpleName())
                    .log("left out a message that cannot be read; only alluvium's services may write to its topic");
            return Optional.empty();
        }
    }
}
