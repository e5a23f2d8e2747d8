package dev.alluvium.accumulator.adapter;

import dev.alluvium.accumulator.round.RoundNames;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanEvent;
import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;

/**
 * Decodes messages from Kafka. Only this installation's services may write there; a message of anybody else is skipped
 * and does not stop the job.
 */
final class MessageDecoder {
    private MessageDecoder() {}

    /** The event in the message, if it is one of the model that its key names. */
    static ReadResult<CleanEvent> event(JobMessage message) {
        ReadResult<CleanEvent> read = read(Topics.CLEAN_RECORDS, message);
        return read instanceof ReadResult.Message<CleanEvent> event
                        && event.value() != null
                        && !event.value().model().equals(message.key())
                ? ofAnotherModel()
                : read;
    }

    /** The command in the message, if it is one of the model that its key names. */
    static ReadResult<ControlCommand> command(JobMessage message) {
        ReadResult<ControlCommand> read = read(Topics.CONTROL, message);
        if (!(read instanceof ReadResult.Message<ControlCommand> command) || command.value() == null) {
            return read;
        }
        if (!command.value().model().equals(message.key())) {
            return ofAnotherModel();
        }
        return command.value() instanceof RoundDecided decided && !RoundNames.isName(decided.round())
                ? new ReadResult.Foreign<>("it is a verdict on what is no round")
                : read;
    }

    private static <T> ReadResult<T> read(Topic<T> topic, JobMessage message) {
        if (message.key().isEmpty()) {
            return new ReadResult.Foreign<>("it has no key");
        }
        if (!ObjectKeys.isModel(message.key())) {
            return new ReadResult.Foreign<>("its key names no model");
        }
        return message.value().length == 0 ? new ReadResult.Foreign<>("it has no value") : topic.read(message.value());
    }

    private static <T> ReadResult<T> ofAnotherModel() {
        return new ReadResult.Foreign<>("it is of another model than its key");
    }
}
