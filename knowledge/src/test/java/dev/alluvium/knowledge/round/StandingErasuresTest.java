package dev.alluvium.knowledge.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.knowledge.facts.Erasures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StandingErasuresTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

    private final TreeMap<String, byte[]> objects = new TreeMap<>();
    private final List<String> reads = new ArrayList<>();
    private final StandingErasures erasures = new StandingErasures(new RoundReader(
            "memory",
            key -> {
                reads.add(key);
                return Optional.ofNullable(objects.get(key));
            },
            prefix -> objects.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList()));

    @Test
    void shouldFindWhatAnyManifestOfTheModelErases() {
        // Given
        put("notes", "r000001", new ErasedFact("weight", LATER), new ErasedFact("size", FIRST));
        put("notes", "r000002", new ErasedFact("weight", FIRST));
        put("other", "r000001", new ErasedFact("colour", FIRST));
        objects.put(ObjectKeys.rounds("notes") + "r000001/index.bin", new byte[0]);

        // When
        Erasures standing = erasures.of("notes");

        // Then
        assertThat(standing.list()).containsExactly(new ErasedFact("size", FIRST), new ErasedFact("weight", LATER));
    }

    @Test
    void shouldReadEachManifestOnce() {
        // Given
        put("notes", "r000001", new ErasedFact("weight", FIRST));
        erasures.of("notes");
        put("notes", "r000002", new ErasedFact("size", FIRST));

        // When
        Erasures standing = erasures.of("notes");

        // Then
        assertThat(standing.through()).containsOnlyKeys("size", "weight");
        assertThat(reads)
                .containsExactly(
                        ObjectKeys.roundManifest("notes", "r000001"), ObjectKeys.roundManifest("notes", "r000002"));
    }

    private void put(String model, String round, ErasedFact... erased) {
        objects.put(
                ObjectKeys.roundManifest(model, round),
                Json.bytes(new RoundManifest(
                        model,
                        round,
                        "sweep",
                        FIRST,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(erased))));
    }
}
