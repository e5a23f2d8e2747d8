package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsReferenceTest {
    private static final Path PAGE = Path.of("../docs/metrics.md");

    @Test
    void shouldBeWhatTheServicesDeclare() throws IOException {
        String reference = MetricsReference.markdown();
        if (Boolean.getBoolean("alluvium.update")) {
            Files.writeString(PAGE, reference);
        }

        assertThat(PAGE)
                .as("run mvn test -pl app -am -Dtest=MetricsReferenceTest -Dalluvium.update=true "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(reference);
    }
}
