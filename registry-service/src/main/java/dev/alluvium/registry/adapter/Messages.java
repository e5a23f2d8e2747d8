package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.experiment.ExperimentConcluded;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFailed;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.registry.decide.RegistryCommand;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the registry's input topics carry, as commands. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private Messages() {}

    /** Empty for what cannot be decoded: an attestation could not be checked on it, and it would stop the registry. */
    static Optional<RegistryCommand> command(KafkaClients kafka, ConsumerRecord<byte[], byte[]> message, Instant now) {
        try {
            return Optional.of(decode(kafka, message, now));
        } catch (UncheckedIOException | NullPointerException e) {
            LOG.atError()
                    .addKeyValue("topic", message.topic())
                    .addKeyValue("partition", message.partition())
                    .addKeyValue("offset", message.offset())
                    .log("left out a message that is none of this topic");
            return Optional.empty();
        }
    }

    private static RegistryCommand decode(KafkaClients kafka, ConsumerRecord<byte[], byte[]> message, Instant now) {
        if (message.topic().equals(kafka.topic(Topics.ADAPTERS_TRAINED))) {
            return new RegistryCommand.TrainingEnded(complete(Topics.ADAPTERS_TRAINED.decode(message.value())), now);
        }
        if (message.topic().equals(kafka.topic(Topics.EXPERIMENTS_CONCLUDED))) {
            return new RegistryCommand.Concluded(complete(Topics.EXPERIMENTS_CONCLUDED.decode(message.value())), now);
        }
        return new RegistryCommand.Evaluated(complete(Topics.ADAPTERS_EVALUATED.decode(message.value())), now);
    }

    private static TrainingResult complete(TrainingResult result) {
        require(result.model(), result.run());
        if (result instanceof AdapterTrained trained) {
            require(trained.attempt(), trained.adapter(), trained.attestation(), trained.figures());
        } else if (result instanceof TrainingFailed failed) {
            require(failed.reason(), failed.detail());
        }
        return result;
    }

    private static AdapterEvaluated complete(AdapterEvaluated it) {
        require(it.model(), it.run(), it.evaluation(), it.adapter(), it.decision(), it.evidence(), it.reason());
        require(it.figures(), it.report());
        return it;
    }

    private static ExperimentConcluded complete(ExperimentConcluded it) {
        require(it.model(), it.experiment(), it.conclusion(), it.reason());
        return it;
    }

    private static void require(Object... parts) {
        for (Object part : parts) {
            Objects.requireNonNull(part);
        }
    }
}
