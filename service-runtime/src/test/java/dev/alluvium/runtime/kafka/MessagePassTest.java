package dev.alluvium.runtime.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.alluvium.contracts.registry.RegistryEvent;
import dev.alluvium.contracts.registry.RegistryEvent.Frozen;
import dev.alluvium.contracts.serving.DeployedVersion;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.contracts.topic.Topic;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.contracts.trust.SignedMessage;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.contracts.trust.Verifier;
import dev.alluvium.contracts.trust.Verifier.TrustedKey;
import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.trust.MessageTrust;
import dev.alluvium.settings.KafkaConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class MessagePassTest {
    private static final KafkaClients KAFKA =
            new KafkaClients(KafkaConfig.of("localhost:1").withPartitions(1));
    private static final KeyPair PAIR = TrustKeys.generate();
    private static final Signer REGISTRY = new Signer("registry", PAIR.getPrivate());
    private static final Signer STRANGER =
            new Signer("registry", TrustKeys.generate().getPrivate());
    private static final Verifier VERIFIER = new Verifier(
            Map.of("registry", new TrustedKey(PAIR.getPublic(), Set.of(Statement.RECORDED, Statement.DESIRED))));

    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final MessageReader reader = reader(new MessageTrust(true, this::valid));
    private String head = SignedMessage.NOTHING_BEFORE;
    private int checks;

    private boolean valid(Attestation attestation) {
        checks++;
        return VERIFIER.valid(attestation);
    }

    private static MessageReader reader(MessageTrust trust) {
        return new MessageReader("test", new Meters(new SimpleMeterRegistry()), trust);
    }

    @Test
    void shouldReadALongLogWithFewChecks() {
        // Given
        IntStream.range(0, 600).forEach(i -> signed("e" + i));

        // When
        List<String> read = read(200);

        // Then
        assertThat(read).hasSize(600);
        assertThat(checks).isEqualTo(3);
    }

    @Test
    void shouldTakeWhatIsNotSignedUpToTheFirstSignatureAlone() {
        // Given
        unsigned("old-1");
        unsigned("old-2");
        signed("s1");
        unsigned("forged");
        signed("s2");

        // When
        MessagePass<RegistryEvent> pass = reader.pass(Topics.REGISTRY_EVENTS);
        List<String> read = read(pass, log);

        // Then
        assertThat(read).containsExactly("old-1", "old-2", "s1", "s2");
        assertThat(pass.unsigned()).isEqualTo(2);
        assertThat(pass.head()).isEqualTo(head);
        assertThat(leftOut()).containsExactly("it is not signed by the registry");
    }

    @Test
    void shouldLeaveOutWhatAnotherKeySignedWhereverItStands() {
        // Given
        forged("f0", head);
        signed("s1");
        String behind = forged("f1", head);
        forged("f2", behind);
        signed("s2");
        forged("f3", head);

        for (int poll : List.of(1, 2, 100)) {
            // When
            List<String> read = read(poll);

            // Then
            assertThat(read).as("with %d a poll", poll).containsExactly("s1", "s2");
        }
    }

    @Test
    void shouldLeaveOutWhatIsRepeatedMovedChangedOrOfAnotherTopic() {
        // Given
        signed("s1");
        ConsumerRecord<byte[], byte[]> first = log.get(0);
        signed("s2");
        add(first.key(), first.value(), first);
        add("other".getBytes(UTF_8), first.value(), first);
        add(first.key(), new String(first.value(), UTF_8).replace("s1", "s9").getBytes(UTF_8), first);
        ProducerRecord<byte[], byte[]> desired = SignedRecord.of(
                        KAFKA, Topics.SERVING_DESIRED, "notes", desired(), head, REGISTRY, Instant.EPOCH)
                .record();
        add(desired.key(), first.value(), record(Topics.SERVING_DESIRED, desired, 0));
        signed("s3");

        // When
        List<String> read = read(100);

        // Then
        assertThat(read).containsExactly("s1", "s2", "s3");
        assertThat(leftOut()).hasSize(4);
    }

    @Test
    void shouldGiveTheSameVerdictWhereAReaderBeginsAgain() {
        // Given
        signed("s1");
        unsigned("forged");
        signed("s2");
        signed("s3");
        MessagePass<RegistryEvent> pass = reader.pass(Topics.REGISTRY_EVENTS);
        read(pass, log);

        // When
        read(pass, List.of());
        List<String> again = read(pass, log.subList(1, 4));

        // Then
        assertThat(again).containsExactly("s2", "s3");
    }

    @Test
    void shouldCheckEachSignatureOfAFloodOnceAtMost() {
        // Given
        signed("s1");
        IntStream.range(0, 500).forEach(i -> forged("f" + i, head));
        IntStream.range(0, 500).forEach(i -> unsigned("u" + i));
        String chain = head;
        for (int i = 0; i < 500; i++) {
            chain = forged("c" + i, chain);
        }
        signed("s2");

        // When
        List<String> read = read(2000);

        // Then
        assertThat(read).containsExactly("s1", "s2");
        assertThat(checks).isLessThan(2000);
    }

    @Test
    void shouldGoOnBehindWhatTheCopyHeld() {
        // Given
        signed("s1");
        signed("s2");
        MessagePass<RegistryEvent> pass = reader.pass(Topics.REGISTRY_EVENTS);
        String subject = head;
        signed("s3");

        // When
        pass.passOver(new LogCopy.Kept<>(
                1,
                "notes",
                event("s2"),
                Instant.EPOCH,
                REGISTRY.attest(Statement.RECORDED, "notes", subject, Instant.EPOCH)));

        // Then
        assertThat(read(pass, log.subList(2, 3))).containsExactly("s3");
    }

    @Test
    void shouldTakeADesiredStateThatTheRegistrySignedAndNoOther() {
        MessagePass<ServingDesired> pass = reader.pass(Topics.SERVING_DESIRED);
        ConsumerRecord<byte[], byte[]> genuine = desired(REGISTRY, 0);
        ConsumerRecord<byte[], byte[]> withdrawn = new ConsumerRecord<>("t", 0, 3, genuine.key(), null);
        withdrawn.headers().add(genuine.headers().lastHeader(SignedMessage.HEADER));

        assertThat(pass.read(genuine)).isPresent();
        assertThat(pass.read(desired(STRANGER, 1))).isEmpty();
        assertThat(pass.read(
                        record(Topics.SERVING_DESIRED, KAFKA.record(Topics.SERVING_DESIRED, "notes", desired()), 2)))
                .isEmpty();
        assertThat(pass.read(withdrawn)).isEmpty();
        assertThat(leftOut())
                .containsExactly(
                        "it withdraws what the registry wrote, which the registry never does",
                        "it is not signed by the registry",
                        "its signature is none of the registry's");
    }

    @Test
    void shouldBelieveAnybodyOnlyWhereThatIsSaid() {
        // Given
        signed("s1");
        unsigned("u1");
        MessageReader anybody = reader(MessageTrust.ANYBODY);
        Map<String, Object> status = new HashMap<>();

        // When
        List<String> read = read(anybody.pass(Topics.REGISTRY_EVENTS), log);
        anybody.tell(status);

        // Then
        assertThat(read).containsExactly("s1", "u1");
        assertThat(status.get("registryMessages")).asString().contains("trust.registry-messages is any");
    }

    @Test
    void shouldReadWhatIsSignedInAPassAlone() {
        signed("s1");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read(Topics.REGISTRY_EVENTS, log.get(0)))
                .withMessageContaining("registry.events.v1 is signed");
    }

    private List<String> read(int poll) {
        checks = 0;
        MessagePass<RegistryEvent> pass = reader.pass(Topics.REGISTRY_EVENTS);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < log.size(); i += poll) {
            all.addAll(read(pass, log.subList(i, Math.min(log.size(), i + poll))));
        }
        return all;
    }

    private static List<String> read(MessagePass<RegistryEvent> pass, List<ConsumerRecord<byte[], byte[]>> polled) {
        pass.judge(polled);
        return polled.stream()
                .map(pass::read)
                .flatMap(Optional::stream)
                .map(message -> message.value().id())
                .toList();
    }

    private List<String> leftOut() {
        Map<String, Object> status = new HashMap<>();
        reader.tell(status);
        return ((List<?>) status.getOrDefault("leftOut", List.of()))
                .stream()
                        .map(SkippedMessages.LeftOut.class::cast)
                        .map(SkippedMessages.LeftOut::reason)
                        .toList();
    }

    private void signed(String id) {
        head = append(id, head, REGISTRY);
    }

    private String forged(String id, String before) {
        return append(id, before, STRANGER);
    }

    private String append(String id, String before, Signer signer) {
        SignedRecord signed =
                SignedRecord.of(KAFKA, Topics.REGISTRY_EVENTS, "notes", event(id), before, signer, Instant.EPOCH);
        log.add(record(Topics.REGISTRY_EVENTS, signed.record(), log.size()));
        return signed.subject();
    }

    private void unsigned(String id) {
        log.add(record(Topics.REGISTRY_EVENTS, KAFKA.record(Topics.REGISTRY_EVENTS, "notes", event(id)), log.size()));
    }

    /** Under the signature of another message. */
    private void add(byte[] key, byte[] value, ConsumerRecord<byte[], byte[]> signature) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("t", key, value);
        signature.headers().forEach(record.headers()::add);
        log.add(record(Topics.REGISTRY_EVENTS, record, log.size()));
    }

    private static RegistryEvent event(String id) {
        return RegistryEvent.of(id, "notes", "ops", "r", Instant.EPOCH, new Frozen());
    }

    private static ServingDesired desired() {
        return new ServingDesired("notes", "tiny", DeployedVersion.base(), null, 0, null, 1, 1, Instant.EPOCH);
    }

    private static ConsumerRecord<byte[], byte[]> desired(Signer signer, long offset) {
        return record(
                Topics.SERVING_DESIRED,
                SignedRecord.of(
                                KAFKA,
                                Topics.SERVING_DESIRED,
                                "notes",
                                desired(),
                                SignedMessage.NOTHING_BEFORE,
                                signer,
                                Instant.EPOCH)
                        .record(),
                offset);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            Topic<?> topic, ProducerRecord<byte[], byte[]> record, long offset) {
        return new ConsumerRecord<>(
                KAFKA.topic(topic),
                0,
                offset,
                0L,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }
}
