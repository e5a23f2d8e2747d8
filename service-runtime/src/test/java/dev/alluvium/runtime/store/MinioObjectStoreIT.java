package dev.alluvium.runtime.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.embedded.EmbeddedS3;
import dev.alluvium.settings.ObjectStoreConfig;
import java.nio.file.Path;
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
        store = new MinioObjectStore(
                new ObjectStoreConfig(s3.endpoint(), "contract", s3.accessKey(), s3.secretKey(), null));
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
    void shouldNameTheBucketAndTheRemedyWhenRefused() {
        // Given
        try (MinioObjectStore stranger = new MinioObjectStore(
                new ObjectStoreConfig(s3.endpoint(), "contract", "nobody", "wrong-secret", null))) {
            // Then
            assertThatThrownBy(() -> stranger.putIfAbsent("k", new byte[] {1}))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("bucket contract")
                    .hasMessageContaining("object-store.endpoint");
        }
    }
}
