package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatusCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldShowTheNewestOfTheMessagesThatWereLeftOutAndTheirNumber() {
        // Given
        status(20);

        // When
        String table = api.run("status", "--verbose").out();
        String yaml = api.run("status", "--output", "yaml").out();

        // Then
        assertThat(table)
                .contains("leftOut (the newest 3 of 20 that are kept; --output yaml lists them):")
                .contains("offset: 20", "offset: 19", "offset: 18")
                .doesNotContain("offset: 17");
        assertThat(yaml).contains("offset: 20", "offset: 1\n");
    }

    @Test
    void shouldShowAFewMessagesAsTheyAre() {
        status(3);

        assertThat(api.run("status", "--verbose").out()).contains("leftOut:", "offset: 3", "offset: 1\n");
    }

    /** The newest message first, as services tell them. */
    private void status(int leftOut) {
        String messages = IntStream.range(0, leftOut)
                .mapToObj(i -> "{\"topic\":\"probes.v1\",\"partition\":0,\"offset\":%d,\"reason\":\"no JSON\"}"
                        .formatted(leftOut - i))
                .collect(Collectors.joining(","));
        api.answer(
                "/status",
                "{\"cleaning\":{\"health\":{\"alive\":true,\"ready\":true,\"detail\":\"up\"},\"leftOut\":[" + messages
                        + "]}}");
    }
}
