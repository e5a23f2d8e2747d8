package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import dev.alluvium.testing.StubApi;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayDlqCommandTest {
    @TempDir
    private Path data;

    private StubApi api;

    @BeforeEach
    void start() throws IOException {
        api = new StubApi(data);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldListWithoutReplaying() {
        // Given
        api.answer(
                "/dead-letters",
                "{\"deadLetters\":[{\"id\":\"0-4\",\"state\":\"waiting\",\"topic\":\"raw\",\"partition\":\"2\","
                        + "\"offset\":\"7\",\"bytes\":12,\"problem\":\"no JSON\"}]}");

        // When
        Ended ended = CommandLines.run("replay-dlq", "--dry-run", "--problem", "no JSON", "--data", data.toString());

        // Then
        assertThat(ended.out()).containsPattern("0-4 +waiting +raw-2@7 +12 +no JSON");
        assertThat(api.requests()).containsExactly("GET /dead-letters?problem=no+JSON&limit=50");
    }

    @Test
    void shouldReplayTheLettersThatAreNamedAndSayWhatWasLeft() {
        // Given
        api.answer("/dead-letters:replay", "{\"replayed\":2,\"skipped\":0,\"left\":3}");

        // When
        Ended ended = CommandLines.run("replay-dlq", "--id", "0-4", "--id", "0-9", "--data", data.toString());

        // Then
        assertThat(ended.out()).isEqualToIgnoringNewLines("replayed 2, left 3 that were not meant");
        assertThat(api.requests()).containsExactly("POST /dead-letters:replay?id=0-4&id=0-9 {}");
    }

    @Test
    void shouldFailWhereNoLetterHasTheId() {
        // Given
        api.answer("/dead-letters:replay", "{\"replayed\":0,\"skipped\":0,\"left\":3}");

        // When
        Ended ended = CommandLines.run("replay-dlq", "--id", "9-9", "--data", data.toString());

        // Then
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("no dead letter has the id 9-9", "--dry-run");
    }
}
