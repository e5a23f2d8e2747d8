package dev.alluvium.settings.binder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationReferenceTest {
    private static final Path PAGE = Path.of("../docs/configuration.md");

    @Test
    void shouldBeWhatTheBinderTakes() throws IOException {
        String reference = ConfigurationReference.markdown();
        if (Boolean.getBoolean("alluvium.update")) {
            Files.writeString(PAGE, reference);
        }

        String remedy = "run mvn test -pl settings -am -Dtest=ConfigurationReferenceTest -Dalluvium.update=true "
                + "-Dsurefire.failIfNoSpecifiedTests=false";
        assertThat(ConfigurationReference.differences(Files.readString(PAGE), reference))
                .as(remedy)
                .isEmpty();
        assertThat(PAGE).as(remedy).hasContent(reference);
    }

    @Test
    void shouldNameEachKeyThatAPageHasOtherwise() {
        String reference = ConfigurationReference.markdown();
        String partitions = line(reference, "kafka.partitions");
        String bucket = line(reference, "object-store.bucket");
        String page = reference
                .replace(partitions + "\n", "")
                .replace(
                        bucket,
                        bucket.replace("`alluvium`", "`records`") + "\n| `object-store.buckets` | text | none | |");

        assertThat(ConfigurationReference.differences(page, reference))
                .containsExactlyInAnyOrder(
                        "alluvium.yaml: kafka.partitions is missing, write: " + partitions,
                        "alluvium.yaml: object-store.bucket is " + bucket.replace("`alluvium`", "`records`")
                                + ", write: " + bucket,
                        "alluvium.yaml: object-store.buckets is no key, delete: "
                                + "| `object-store.buckets` | text | none | |");
    }

    @Test
    void shouldSayWhatEachKeyMeans() {
        assertThat(ConfigurationReference.markdown().lines())
                .filteredOn(line -> line.startsWith("| `") && line.endsWith("|  |"))
                .as("give the component a @param")
                .isEmpty();
    }

    private static String line(String page, String key) {
        return page.lines()
                .filter(line -> line.startsWith("| `" + key + "` |"))
                .findFirst()
                .orElseThrow();
    }
}
