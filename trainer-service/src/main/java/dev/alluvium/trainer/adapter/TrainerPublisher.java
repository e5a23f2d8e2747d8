package dev.alluvium.trainer.adapter;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.TrainingProgress;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.runtime.kafka.KafkaClients;
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

    /** Whether a run's result stands in the topic, as of the moment of asking. */
    public interface Standing {
        boolean has(String run) throws InterruptedException;
    }

    /**
     * Returns when the result stands in the topic, once. Of two trainers that both hold it, the one that comes later shuts
     * the other's transaction out first and then looks whether it had been committed.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker is away or another trainer came later still; a repeated
     *     call goes on where this one ended
     */
    public void publish(TrainingResult result, Standing standing) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> fenced = kafka.producer("trainer-" + result.model())) {
            if (standing.has(result.run())) {
                return;
            }
            fenced.beginTransaction();
            var unused = fenced.send(kafka.record(Topics.ADAPTERS_TRAINED, result.model(), result));
            fenced.commitTransaction();
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
