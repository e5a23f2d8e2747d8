package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.topic.ReadResult;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.kafka.MessageReader;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns messages of the registry's input topics into commands. */
final class CommandDecoder {
    /** The topics that tell the registry how something ended. */
    static final List<Topic<?>> TOPICS =
            List.of(Topics.ADAPTERS_TRAINED, Topics.ADAPTERS_EVALUATED, Topics.EXPERIMENTS_CONCLUDED);

    private final KafkaClients kafka;
    private final MessageReader reader;

    CommandDecoder(KafkaClients kafka, MessageReader reader) {
        this.kafka = kafka;
        this.reader = reader;
    }

    /** Empty for what is none of its topic: an attestation could not be checked on it, and it would stop the registry. */
    Optional<RegistryCommand> command(ConsumerRecord<byte[], byte[]> message, Instant now) {
        if (message.topic().equals(kafka.topic(Topics.ADAPTERS_TRAINED))) {
            return read(Topics.ADAPTERS_TRAINED, message, result -> new RegistryCommand.TrainingEnded(result, now));
        }
        if (message.topic().equals(kafka.topic(Topics.EXPERIMENTS_CONCLUDED))) {
            return read(Topics.EXPERIMENTS_CONCLUDED, message, end -> new RegistryCommand.Concluded(end, now));
        }
        return read(Topics.ADAPTERS_EVALUATED, message, verdict -> new RegistryCommand.Evaluated(verdict, now));
    }

    private <T> Optional<RegistryCommand> read(
            Topic<T> topic, ConsumerRecord<byte[], byte[]> message, Function<T, RegistryCommand> command) {
        return reader.read(topic, message)
                .map(ReadResult.Message::value)
                .map(Objects::requireNonNull)
                .map(command);
    }
}
