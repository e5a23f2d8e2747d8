package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReplayDlqCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @Test
    void shouldListWithoutReplaying() {
        // Given
        api.answer(
                "/dead-letters",
                "{\"deadLetters\":[{\"id\":\"0-4\",\"state\":\"waiting\",\"topic\":\"raw\",\"partition\":\"2\","
                        + "\"offset\":\"7\",\"bytes\":12,\"problem\":\"no JSON\"}]}");

        // When
        Ended ended = api.run("replay-dlq", "--dry-run", "--problem", "no JSON");

        // Then
        assertThat(ended.out()).containsPattern("0-4 +waiting +raw-2@7 +12 +no JSON");
        assertThat(api.requests()).containsExactly("GET /dead-letters?problem=no+JSON&limit=50");
    }

    @Test
    void shouldReplayTheLettersThatAreNamedAndSayWhatWasLeft() {
        // Given
        api.answer("/dead-letters:replay", "{\"replayed\":2,\"skipped\":0,\"left\":3}");

        // When
        Ended ended = api.run("replay-dlq", "--id", "0-4", "--id", "0-9");

        // Then
        assertThat(ended.out()).isEqualToIgnoringNewLines("replayed 2, left 3 that were not meant");
        assertThat(api.requests()).containsExactly("POST /dead-letters:replay?id=0-4&id=0-9 {}");
    }

    @Test
    void shouldFailWhereNoLetterHasTheId() {
        // Given
        api.answer("/dead-letters:replay", "{\"replayed\":0,\"skipped\":0,\"left\":3}");

        // When
        Ended ended = api.run("replay-dlq", "--id", "9-9");

        // Then
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("no dead letter has the id 9-9", "--dry-run");
    }
}
