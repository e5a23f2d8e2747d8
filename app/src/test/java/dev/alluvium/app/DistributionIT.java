package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every service starts from the one directory of jars: whatever its manifest names must lie there. */
class DistributionIT {
    private static final Path LIB = Path.of("target", "dist", "lib");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry-service",
                "serving-service",
                "evaluator-service",
                "trainer-service",
                "accumulator-job",
                "cleaning-stream",
                "ingest-service"
            })
    void shouldHoldWhatAServiceNeeds(String module) throws IOException {
        try (Stream<Path> jars = Files.list(LIB);
                JarFile jar = new JarFile(
                        jars.filter(file -> file.getFileName().toString().startsWith(module + "-"))
                                .findFirst()
                                .orElseThrow()
                                .toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue(Attributes.Name.MAIN_CLASS)).startsWith("dev.alluvium.");
            assertThat(List.of(manifest.getValue(Attributes.Name.CLASS_PATH).split(" ")))
                    .allSatisfy(name -> assertThat(LIB.resolve(name)).exists());
        }
    }
}
