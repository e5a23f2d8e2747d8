package dev.alluvium.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.registry.RegistryEvent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FollowedLogTest {
    private final FollowedLog log = new FollowedLog();

    @Test
    void shouldFoldOnOverANewerEventThatMayBeLeftOut() {
        // When
        log.take(event(1, "{'type':'model-declared','base':'tiny'}"));
        log.take(event(1, "{'type':'version-praised'}"));
        log.take(event(1, "{'type':'frozen','until':'2027-01-01T00:00:00Z'}"));

        // Then
        assertThat(log.state().get("notes").frozen()).isTrue();
        assertThat(log.end()).isEmpty();
    }

    @Test
    void shouldFoldNoFurtherThanANewerEventThatMayNotBeLeftOutAndSayWhy() {
        // Given
        log.take(event(1, "{'type':'model-declared','base':'tiny'}"));

        // When
        log.take(event(RegistryEvent.SCHEMA_VERSION + 1, "{'type':'version-recalled'}"));
        log.take(event(1, "{'type':'frozen'}"));

        // Then
        assertThat(log.state().get("notes").frozen()).isFalse();
        assertThat(log.end())
                .hasValueSatisfying(why -> assertThat(why)
                        .contains(
                                "version-recalled",
                                "schema 7",
                                "reader of schema " + (RegistryEvent.SCHEMA_VERSION + 1),
                                "upgrade this service"));
    }

    private static RegistryEvent event(int minimumReader, String change) {
        String json = "{'id':'e','schemaVersion':7,'minimumReader':" + minimumReader
                + ",'model':'notes','actor':'ops','reason':'r','at':'2026-01-01T00:00:00Z','change':" + change + "}";
        return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), RegistryEvent.class);
    }
}
