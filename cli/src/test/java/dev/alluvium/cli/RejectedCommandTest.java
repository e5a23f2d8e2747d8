package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RejectedCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldListWhatTheServiceAnswers() {
        // Given
        api.answer(
                "/rejected",
                "{\"rejected\":[{\"reason\":\"stale\",\"model\":\"notes\",\"fact\":\"f/重\",\"detail\":\"older\","
                        + "\"position\":{\"topic\":\"raw\",\"partition\":2,\"offset\":17}}]}");

        // When
        Ended ended = api.run("rejected", "--reason", "stale", "--fact", "f/重 1", "--limit", "5");

        // Then
        assertThat(ended.out()).containsPattern("stale +notes +f/重 +2@17 +older");
        assertThat(api.requests()).containsExactly("GET /rejected?limit=5&reason=stale&fact=f%2F%E9%87%8D+1");
        assertThat(ended.status()).isZero();
    }

    @Test
    void shouldShowEscapeSequencesOfARecordAndNotObeyThem() {
        api.answer("/rejected", "{\"rejected\":[{\"reason\":\"stale\",\"detail\":\"a\\u001b[2Jb\\u0007\"}]}");

        assertThat(api.run("rejected").out()).contains("a\\u001b[2Jb\\u0007").doesNotContain("\u001b", "\u0007");
    }

    @Test
    void shouldSayThatThereMayBeMore() {
        api.answer("/rejected", "{\"rejected\":[{\"reason\":\"stale\"}]}");

        assertThat(api.run("rejected", "--limit", "1").err()).contains("the newest 1", "--limit");
        assertThat(api.run("rejected", "--limit", "2").err()).isEmpty();
    }
}
