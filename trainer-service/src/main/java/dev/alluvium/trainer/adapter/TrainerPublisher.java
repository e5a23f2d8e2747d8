package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes results, of which none may be lost, and progress, of which any may. */
public final class TrainerPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrainerPublisher.class);

    private final KafkaClients kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public TrainerPublisher(KafkaClients kafka) {
        this.kafka = kafka;
        this.producer = kafka.producer(null);
    }

    /** Returns when the result stands in the topic. */
    public void publish(TrainingResult result) throws InterruptedException {
        try {
            producer.send(kafka.record(Topics.ADAPTERS_TRAINED, result.model(), result))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the result of " + result.run() + " could not be published: " + e.getCause(), e);
        }
    }

    /** Sends progress and does not wait. */
    public void publish(TrainingProgress progress) {
        var unused =
                producer.send(kafka.record(Topics.TRAINING_PROGRESS, progress.run(), progress), (metadata, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .addKeyValue("run", progress.run())
                                .setCause(failure)
                                .log("progress was not published");
                    }
                });
    }

    @Override
    public void close() {
        producer.close();
    }
}
