package dev.alluvium.trainer.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.runtime.http.HttpServer;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.EndpointAwayAction;
import dev.alluvium.settings.HttpConfig;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.trainer.paraphrase.Rewriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRewriterTest {
    private static final String ANSWER = "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"[]\"}}]}";

    private final Deque<Integer> failures = new ArrayDeque<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<ChatRewriter.Request> metered = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private volatile String body = ANSWER;
    private volatile @Nullable String retryAfter;
    private volatile @Nullable String location;
    private volatile String authorization = "";
    private volatile String asked = "";
    private HttpServer server;
    private int port;

    @BeforeEach
    void start() {
        server = new HttpServer(HttpConfig.DEFAULT, List.of(Route.post("/v1/chat/completions", null, context -> {
            requests.incrementAndGet();
            authorization = String.valueOf(context.header("Authorization"));
            asked = context.body();
            Integer status = failures.poll();
            if (location != null) {
                context.header("Location", location);
            }
            if (retryAfter != null) {
                context.header("Retry-After", retryAfter);
            }
            context.status(status == null ? 200 : status).result(body);
        })));
        port = server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Rewriter rewriter() {
        ParaphrasesConfig config = new ParaphrasesConfig(
                "http://127.0.0.1:" + port + "/v1/",
                "small",
                "the-key",
                3,
                3,
                Duration.ofSeconds(30),
                1,
                EndpointAwayAction.SKIP);
        return new ChatRewriter(config, metered::add, waits::add);
    }

    @Test
    void shouldAskAsTheOpenAiApiWantsIt() {
        // When
        String answer = rewriter().answer("Word this");

        // Then
        assertThat(answer).isEqualTo("[]");
        assertThat(authorization).isEqualTo("Bearer the-key");
        assertThat(asked).contains("\"model\":\"small\"", "\"content\":\"Word this\"");
    }

    @Test
    void shouldTryAgainWhatMayPass() {
        // Given
        failures.addAll(List.of(503, 429));

        // When
        rewriter().answer("Word this");

        // Then
        assertThat(requests).hasValue(3);
        assertThat(metered)
                .containsExactly(
                        ChatRewriter.Request.FAILED, ChatRewriter.Request.FAILED, ChatRewriter.Request.ANSWERED);
    }

    @Test
    void shouldWaitEverLongerAndAsLongAsTheEndpointAsks() {
        // Given
        failures.addAll(List.of(500, 500, 500));
        rewriter().answer("Word this");
        failures.addAll(List.of(429, 429));
        retryAfter = "2";

        // When
        rewriter().answer("Word this");

        // Then
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 2L, 2L);
    }

    @Test
    void shouldTakeAnEndpointForAwayThatAsksForMoreThanTwoMinutes() {
        // Given
        failures.add(429);
        retryAfter = "3600";

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this"))
                .isInstanceOf(Rewriter.Away.class)
                .hasMessageContaining("answers 429 and asks to wait 3600 s");
        assertThat(requests).hasValue(1);
    }

    @Test
    void shouldGiveUpAtOnceWhenInterrupted() {
        // Given
        Thread.currentThread().interrupt();

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this")).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(metered).isEmpty();
    }

    @Test
    void shouldGiveUpAfterFourAttempts() {
        // Given
        failures.addAll(List.of(500, 500, 500, 500));

        // When, then
        assertThatThrownBy(() -> rewriter().answer("a secret question"))
                .isInstanceOf(Rewriter.Away.class)
                .hasMessageContaining("answers 500")
                .message()
                .doesNotContain("secret");
        assertThat(requests).hasValue(4);
    }

    @Test
    void shouldNotTryAgainWhatIsRefusedAndNameTheKeys() {
        // Given
        failures.add(401);

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this"))
                .hasMessageContaining("answers 401")
                .hasMessageContaining("api-key")
                .message()
                .doesNotContain("the-key");
        assertThat(requests).hasValue(1);
    }

    /** An endpoint that was taken over leads the trainer, with its key and the records, to no other address. */
    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void shouldFollowNoRedirect(int status) {
        // Given
        failures.add(status);
        location = "http://127.0.0.1:" + port + "/v1/chat/completions";

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this")).hasMessageContaining("answers " + status);
        assertThat(requests).hasValue(1);
    }

    @Test
    void shouldTakeGarbageForAnEndpointThatIsAway() {
        // Given
        body = "<html>busy</html>";

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this")).hasMessageContaining("something else than JSON");
    }

    @Test
    void shouldSayThatNobodyListens() {
        // Given
        server.close();

        // When, then
        assertThatThrownBy(() -> rewriter().answer("Word this"))
                .isInstanceOf(Rewriter.Away.class)
                .hasMessageContaining("is away");
    }
}
