package dev.alluvium.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.KafkaConfig;
import dev.alluvium.embedded.EmbeddedKafka;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.runtime.kafka.KafkaClients;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service as a process of its own, on the embedded broker and S3 server. */
class StandaloneServicesIT {
    @TempDir
    Path directory;

    @Test
    void shouldTakeARoundThroughSeparateProcesses() throws Exception {
        try (EmbeddedKafka kafka = new EmbeddedKafka(directory.resolve("kafka"));
                EmbeddedS3 s3 = new EmbeddedS3(directory.resolve("s3"));
                SeparateServices services = SeparateServices.start(
                        directory, kafka.bootstrapServers(), s3.endpoint(), s3.accessKey(), s3.secretKey())) {
            services.assertOneRoundIsPromoted(
                    new KafkaClients(new KafkaConfig(kafka.bootstrapServers(), null, null, null, null)));
            assertThat(services.processes())
                    .allMatch(running -> running.process().isAlive());
        }
    }
}
