package dev.alluvium.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.settings.ObjectStoreConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioObjectStoreIT extends ObjectStoreContract {
    private static EmbeddedS3 s3;
    private static MinioObjectStore store;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        s3 = new EmbeddedS3(directory);
        store = new MinioObjectStore(ObjectStoreConfig.of(s3.endpoint(), "contract", s3.accessKey(), s3.secretKey()));
        store.ensureBucket();
    }

    @AfterAll
    static void stop() {
        store.close();
        s3.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void shouldTakeTheBucketThatAnotherServiceMadeAtTheSameMoment() throws IOException {
        // Given
        AtomicBoolean made = new AtomicBoolean();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(made.get() ? 200 : 404, -1);
            } else {
                made.set(true);
                byte[] body = "<Error><Code>BucketAlreadyOwnedByYou</Code></Error>".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/xml");
                exchange.sendResponseHeaders(409, body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();

        // When, Then
        try (MinioObjectStore each =
                new MinioObjectStore(new ObjectStoreConfig(endpoint, "shared", "key", "secret", "us-east-1"))) {
            assertThatCode(each::ensureBucket).doesNotThrowAnyException();
            assertThat(made).isTrue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void shouldNameTheBucketAndTheRemedyWhenRefused() {
        // Given
        try (MinioObjectStore stranger =
                new MinioObjectStore(ObjectStoreConfig.of(s3.endpoint(), "contract", "nobody", "wrong-secret"))) {
            // Then
            assertThatThrownBy(() -> stranger.putIfAbsent("k", new byte[] {1}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("bucket contract")
                    .hasMessageContaining("object-store.endpoint");
        }
    }
}
