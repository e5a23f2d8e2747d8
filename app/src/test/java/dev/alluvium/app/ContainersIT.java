package dev.alluvium.app;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same round on a broker and an object store in containers, where there is an engine for them; the images can be
 * chosen by {@code -Dkafka.image} and {@code -Dminio.image}.
 */
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {
    @Container
    private static final KafkaContainer KAFKA =
            new KafkaContainer(DockerImageName.parse(System.getProperty("kafka.image", "apache/kafka:4.3.1"))
                    .asCompatibleSubstituteFor("apache/kafka"));

    @Container
    private static final MinIOContainer MINIO =
            new MinIOContainer(DockerImageName.parse(System.getProperty("minio.image", "minio/minio:latest"))
                    .asCompatibleSubstituteFor("minio/minio"));

    @TempDir
    Path directory;

    @Test
    void shouldTakeARoundThroughSeparateProcesses() throws Exception {
        try (SeparateServices services = SeparateServices.start(
                directory, KAFKA.getBootstrapServers(), MINIO.getS3URL(), MINIO.getUserName(), MINIO.getPassword())) {
            services.assertOneRoundIsPromoted();
        }
    }
}
