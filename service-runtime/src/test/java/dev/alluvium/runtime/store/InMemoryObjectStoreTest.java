package dev.alluvium.runtime.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryObjectStoreTest extends ObjectStoreContract {
    private final ObjectStore store = new InMemoryObjectStore();

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void shouldRefuseAStoreInWhichEveryWriterWins() {
        // Given
        ObjectStore careless = new ObjectStore() {
            @Override
            public String bucket() {
                return "careless";
            }

            @Override
            public Optional<StoredObject> get(String key) {
                return store.get(key);
            }

            @Override
            public Optional<ObjectInfo> head(String key) {
                return store.head(key);
            }

            @Override
            public boolean putIfAbsent(String key, byte[] bytes) {
                store.putIfAbsent(key, bytes);
                return true;
            }

            @Override
            public boolean replace(String key, byte[] bytes, String expectedEtag) {
                return store.replace(key, bytes, expectedEtag);
            }

            @Override
            public List<String> list(String prefix) {
                return store.list(prefix);
            }

            @Override
            public void delete(String key) {
                store.delete(key);
            }
        };

        // Then
        assertThatThrownBy(() -> ConditionalPutCheck.verify(careless))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("exactly one must")
                .hasMessageContaining("If-None-Match");
    }
}
