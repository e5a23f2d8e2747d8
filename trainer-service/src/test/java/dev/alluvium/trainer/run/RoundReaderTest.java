package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.dataset.DatasetReady;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.knowledge.facts.RoundContent;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.Rounds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundReaderTest {
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final CleanRecord COLOUR = qa("colour", 1, "Which colour?", "Red");

    private static final ErasedFact GONE = new ErasedFact("gone", Instant.EPOCH);

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final RoundReader reader = new RoundReader(store);

    @Test
    void shouldReadWhatTheManifestListsAndNothingElseOfItsSegments() {
        // Given
        DatasetReady ready = Rounds.put(store, "r000001", List.of(WEIGHT, COLOUR));
        RoundManifest whole =
                Json.read(store.get(ready.manifest().key()).orElseThrow().bytes(), RoundManifest.class);
        RoundManifest half = new RoundManifest(
                whole.model(),
                "r000002",
                whole.trigger(),
                whole.cutAt(),
                whole.segments(),
                whole.ranges(),
                whole.records().subList(1, 2),
                List.of(),
                List.of(),
                List.of(GONE));
        store.putIfAbsent(ObjectKeys.roundManifest("notes", "r000002"), Json.bytes(half));

        // When
        RoundContent content = reader.read(ObjectKeys.roundManifest("notes", "r000002"));

        // Then
        assertThat(content.records()).containsExactly(COLOUR);
        assertThat(content.erased()).containsExactly(GONE);
    }

    @Test
    void shouldRefuseASegmentThatDiffersFromItsHash() {
        // Given
        DatasetReady ready = Rounds.put(store, "r000001", List.of(WEIGHT));
        String segment = ObjectKeys.segment("notes", "segment-r000001");
        store.delete(segment);
        store.putIfAbsent(segment, "{}".getBytes(StandardCharsets.UTF_8));

        // When, then
        assertThatThrownBy(() -> reader.read(ready.manifest().key()))
                .hasMessageContaining(segment)
                .hasMessageContaining("sha256");
    }

    @Test
    void shouldSayWhatIsMissing() {
        // When, then
        assertThatThrownBy(() -> reader.read("rounds/notes/r000009/manifest.json"))
                .hasMessageContaining("rounds/notes/r000009/manifest.json is missing");
    }
}
