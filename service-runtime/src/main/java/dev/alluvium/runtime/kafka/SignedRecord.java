package dev.alluvium.runtime.kafka;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.SignedMessage;
import dev.alluvium.contracts.trust.Signer;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A message of the registry with its signature in a header, where readers that know no signatures do not see it.
 *
 * @param subject of the signature
 */
public record SignedRecord(ProducerRecord<byte[], byte[]> record, String subject) {
    /**
     * Signs a message.
     *
     * @param model which is the message's key
     * @param before the subject of the signed event before it; {@link SignedMessage#NOTHING_BEFORE} on other topics than the log
     */
    public static <T> SignedRecord of(
            KafkaClients kafka, Topic<T> topic, String model, T value, String before, Signer signer, Instant at) {
        ProducerRecord<byte[], byte[]> record = kafka.record(topic, model, value);
        String subject = SignedMessage.of(topic, before, record.key(), record.value());
        Attestation attestation = signer.attest(Topics.signedAs(topic).orElseThrow(), model, subject, at);
        record.headers().add(SignedMessage.HEADER, Json.bytes(attestation));
        return new SignedRecord(record, subject);
    }

    /** What the registry wants served, signed. */
    public static ProducerRecord<byte[], byte[]> desired(KafkaClients kafka, ServingDesired desired, Signer signer) {
        return of(
                        kafka,
                        Topics.SERVING_DESIRED,
                        desired.model(),
                        desired,
                        SignedMessage.NOTHING_BEFORE,
                        signer,
                        desired.at())
                .record();
    }

    /** The signature that a record carries, whoever's it is; empty if there is none, or what is there is none. */
    public static Optional<Attestation> attestation(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader(SignedMessage.HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.readWhole(header.value(), Attestation.class));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
