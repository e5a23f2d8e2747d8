package dev.alluvium.app.demo;

import dev.alluvium.app.up.AllInOne;
import dev.alluvium.app.up.DataDirectory;
import dev.alluvium.app.up.ExternalServices;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.ChatClient;
import dev.alluvium.cli.client.ExperimentFollower;
import dev.alluvium.cli.client.PipelineDrain;
import dev.alluvium.cli.client.Registry;
import dev.alluvium.cli.client.RoundFollower;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.settings.AlluviumConfig;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Everything started, and used from outside as its users do: Kafka, HTTP, the registry. */
final class DemoSession implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Terminal terminal;
    private final KafkaClients kafka;
    private final ApiClient api;
    private final PipelineDrain drain;
    private long sent;

    DemoSession(Path data, Terminal terminal) throws Exception {
        this.terminal = terminal;
        DataDirectory directory = remember(DataDirectory.open(data));
        AllInOne all = remember(
                new AllInOne(directory, AlluviumConfig.defaults(), ExternalServices.NOTHING, terminal::waiting));
        try {
            all.start();
        } catch (Exception e) {
            close();
            throw e;
        }
        kafka = new KafkaClients(all.kafka());
        api = new ApiClient(all.endpoint(), directory.token());
        drain = remember(new PipelineDrain(kafka));
    }

    /** Sends raw bytes to the topic, as a business system does. */
    void sendToKafka(List<byte[]> records) {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            String topic = kafka.topic(Topics.RAW_RECORDS);
            records.forEach(record -> producer.send(new ProducerRecord<>(topic, record)));
            producer.flush();
        }
        sent += records.size();
    }

    void pushProbes(List<FactProbes> probes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        probes.forEach(probe -> {
            lines.writeBytes(Json.bytes(probe));
            lines.write('\n');
        });
        api.postLines("/probes", lines.toByteArray());
    }

    /** Waits until all that was sent is through cleaning. */
    void drain() throws InterruptedException {
        terminal.waiting("cleaning");
        drain.await();
    }

    RoundFollower watch() {
        return new RoundFollower(api, terminal);
    }

    Registry registry() {
        return new Registry(api);
    }

    ModelState model() {
        return registry().model(Demo.MODEL);
    }

    OutcomeCount outcomes() {
        return OutcomeCount.of(kafka, sent);
    }

    ExperimentFollower experiment() {
        return new ExperimentFollower(api, terminal);
    }

    ChatClient answers() {
        return new ChatClient(api);
    }

    /** The share of the questions that are answered as expected. */
    double knows(List<Probe> probes) {
        ChatClient answers = answers();
        int right = 0;
        for (int i = 0; i < probes.size(); i++) {
            Probe probe = probes.get(i);
            String answer = answers.ask(Demo.MODEL, probe.prompt(), 24).text();
            right += same(answer, probe.expect()) ? 1 : 0;
            terminal.progress("asking", i + 1.0, probes.size(), right + " right");
        }
        return (double) right / probes.size();
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private <T extends AutoCloseable> T remember(T part) {
        open.push(part);
        return part;
    }

    static boolean same(String answer, String expected) {
        return fold(answer).equals(fold(expected));
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
