package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.RoundNames;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.CleanEvent;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what came from Kafka. Only this installation's services may write there; anything else must not stop the job for good. */
final class Readable {
    private static final Logger LOG = LoggerFactory.getLogger(Readable.class);

    private Readable() {}

    /** The event in the message; empty, and said so in the log, if it is none of the model that its key names. */
    static Optional<CleanEvent> event(Message message) {
        return read(message, CleanEvent.class).filter(event -> isOf(message, event.model()));
    }

    /** The command in the message; empty, and said so in the log, if it is none of the model that its key names. */
    static Optional<ControlCommand> command(Message message) {
        return read(message, ControlCommand.class)
                .filter(command -> isOf(message, command.model()))
                .filter(command -> !(command instanceof RoundDecided decided) || isRound(message, decided.round()));
    }

    private static <T> Optional<T> read(Message message, Class<T> type) {
        try {
            T value = Json.read(message.value(), type);
            if (Whole.isWhole(value)) {
                return Optional.of(value);
            }
            leftOut(message, type.getSimpleName() + " without a part that each has");
        } catch (UncheckedIOException e) {
            leftOut(message, "no " + type.getSimpleName());
        }
        return Optional.empty();
    }

    private static boolean isOf(Message message, String model) {
        boolean same = model.equals(message.key());
        if (!same) {
            leftOut(message, "of another model than its key");
        }
        return same;
    }

    private static boolean isRound(Message message, String round) {
        boolean known = RoundNames.isName(round);
        if (!known) {
            leftOut(message, "a verdict on what is no round");
        }
        return known;
    }

    private static void leftOut(Message message, String what) {
        LOG.atError()
                .addKeyValue("key", message.key())
                .addKeyValue("is", what)
                .log("left out a message that cannot be used; only alluvium's services may write to its topic");
    }
}
