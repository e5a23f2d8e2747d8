package dev.alluvium.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.app.CommandLines;
import dev.alluvium.testing.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the ports is said before anything is started, and before the data directory is made. */
class UpCommandTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 70000           | --port=70000: must be between 0 and 65535",
                "--kafka-port 70000     | --kafka-port=70000: must be between 1 and 65535",
                "--kafka-port 0         | --kafka-port=0: must be between 1 and 65535",
                "--kafka-port kafka     | 'kafka' is no whole number",
                "--kafka-listen 9092    | --kafka-listen=9092: must be HOST:PORT",
                "--kafka-advertise a:1  | --kafka-advertise: needs --kafka-listen ADDRESS:PORT",
                "--kafka-listen 0.0.0.0:9092 | --kafka-advertise=0.0.0.0:9092: clients cannot connect",
            })
    void shouldRefusePortsThatAreNone(String options, String said) {
        assertRefused(said, options.split(" "));
    }

    @Test
    void shouldTakeNoPortForABrokerThatItDoesNotRun() throws IOException {
        Path config = Files.writeString(
                directory.resolve("theirs.yaml"), "kafka: { bootstrap-servers: \"kafka.example:9092\" }\n");

        assertRefused("--kafka-port: kafka.bootstrap-servers names", "--kafka-port", "9092", "--config", config + "");
        assertRefused("--kafka-listen: kafka.bootstrap-", "--kafka-listen", "h:9092", "--config", config + "");
    }

    @Test
    void shouldTakeNoKeysOfABrokerOrAStoreThatItDoesNotUse() throws IOException {
        Path config = Files.writeString(directory.resolve("half.yaml"), """
                kafka: { bootstrap-servers: , partitions: 6, topic-prefix: "ours." }
                object-store: { bucket: ours }
                """);

        assertRefused("kafka.partitions: is of no use, for `up` starts a Kafka of its own", "--config", config + "");
        assertRefused("object-store.bucket: is of no use", "--config", config + "");
        assertRefused("add object-store.endpoint, or leave object-store.bucket out", "--config", config + "");
    }

    private void assertRefused(String said, String... options) {
        Path data = directory.resolve("data");
        List<String> words = new ArrayList<>(List.of("up", "--data", data.toString()));
        words.addAll(List.of(options));

        Ended ended = CommandLines.run(words.toArray(String[]::new));

        assertThat(ended.err()).contains(said).doesNotContain("\tat ");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(data).doesNotExist();
    }
}
