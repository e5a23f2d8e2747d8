package dev.alluvium.cli.client.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.contracts.record.PushTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sink on a service that is not always there. */
class BulkSinkTest {
    private static final List<byte[]> THREE = List.of(new byte[] {'a'}, new byte[] {'b'}, new byte[] {'c'});

    private record Answer(int status, String body) {}

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> received = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<String> times = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/records:bulk", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.remove();
            times.add(String.valueOf(exchange.getRequestHeaders().getFirst(PushTime.HTTP_HEADER)));
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.getResponseHeaders().add(PushTime.HTTP_HEADER, Integer.toString(1000 + times.size()));
            exchange.sendResponseHeaders(answer.status(), 0);
            exchange.getResponseBody().write(answer.body().getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendAgainOnlyWhatWasNotDecided() {
        // Given
        answers.add(new Answer(503, "{\"detail\":\"Kafka did not acknowledge\"}"));
        answers.add(new Answer(
                200,
                "{\"results\":[{\"line\":1,\"status\":202},{\"line\":2,\"status\":400,\"errors\":[{\"pointer\":\"/text\","
                        + "\"rule\":\"is a JSON number\"}]}],\"stopped\":{\"status\":503}}"));
        answers.add(new Answer(429, "{\"detail\":\"quota\"}"));
        answers.add(new Answer(200, "{\"results\":[{\"line\":1,\"status\":202}]}"));

        // When
        sink(Duration.ofMinutes(1)).send(THREE, (line, why) -> refused.add(line + " " + why));

        // Then
        assertThat(received).containsExactly("a\nb\nc\n", "a\nb\nc\n", "c\n", "c\n");
        assertThat(refused).containsExactly("1 /text is a JSON number");
    }

    @Test
    void shouldGoOnWithTheTimeThatAdmissionSaidFirst() {
        // Given
        BulkSink sink = sink(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            answers.add(new Answer(200, "{\"results\":[{\"line\":1,\"status\":202}]}"));
        }

        // When
        for (int i = 0; i < 3; i++) {
            sink.send(List.of(new byte[] {'a'}), (line, why) -> {});
        }

        // Then
        assertThat(times).containsExactly("null", "1001", "1001");
    }

    @Test
    void shouldSayHowToGoOnWhenItGivesUp() {
        answers.add(new Answer(503, "{\"detail\":\"Kafka did not acknowledge\"}"));

        assertThatThrownBy(() -> sink(Duration.ofNanos(-1)).send(THREE, (line, why) -> {}))
                .isInstanceOf(CliException.class)
                .hasMessageContainingAll("Kafka did not acknowledge", "Run the same command again");
    }

    @Test
    void shouldNotTryAgainWhatIsRefusedForGood() {
        answers.add(new Answer(403, "{\"detail\":\"token r has the role READER\"}"));

        assertThatThrownBy(() -> sink(Duration.ofMinutes(1)).send(THREE, (line, why) -> {}))
                .hasMessage("token r has the role READER");
        assertThat(received).hasSize(1);
    }

    private BulkSink sink(Duration patience) {
        ApiClient api = new ApiClient("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "token");
        Terminal quiet = new Terminal(new PrintStream(new ByteArrayOutputStream()));
        return new BulkSink(api, new ResendPolicy(quiet, patience, patience), PushJournal.unsaved());
    }
}
