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

class RejectedCommandTest {
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
    void shouldListWhatTheServiceAnswers() {
        // Given
        api.answer(
                "/rejected",
                "{\"rejected\":[{\"reason\":\"stale\",\"model\":\"notes\",\"fact\":\"f/重\",\"detail\":\"older\","
                        + "\"position\":{\"topic\":\"raw\",\"partition\":2,\"offset\":17}}]}");

        // When
        Ended ended = run("--reason", "stale", "--fact", "f/重 1", "--limit", "5");

        // Then
        assertThat(ended.out()).containsPattern("stale +notes +f/重 +2@17 +older");
        assertThat(api.requests()).containsExactly("GET /rejected?limit=5&reason=stale&fact=f%2F%E9%87%8D+1");
        assertThat(ended.status()).isZero();
    }

    @Test
    void shouldSayThatThereMayBeMore() {
        api.answer("/rejected", "{\"rejected\":[{\"reason\":\"stale\"}]}");

        assertThat(run("--limit", "1").err()).contains("the newest 1", "--limit");
        assertThat(run("--limit", "2").err()).isEmpty();
    }

    private Ended run(String... options) {
        String[] words = new String[options.length + 3];
        words[0] = "rejected";
        words[1] = "--data";
        words[2] = data.toString();
        System.arraycopy(options, 0, words, 3, options.length);
        return CommandLines.run(words);
    }
}
