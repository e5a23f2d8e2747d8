package dev.alluvium.accumulator.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.Fingerprint;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RecordRef;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What the index says that a record takes is what the heap says. */
class IndexSizeTest {
    private static final int RECORDS = 60_000;
    private static final int WARM_UP = 5_000;
    private static final int SEGMENT = 500;
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    private static final IndexedRound ROUND = new IndexedRound(
            "r000001",
            new RoundManifest(
                    "support", "r000001", "cut", START, List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of()),
            true);

    @Test
    void shouldTakeAsMuchOfTheHeapAsItSays() {
        // Given
        located(WARM_UP);
        long before = used();

        // When
        List<RoundIndex.Located> records = located(RECORDS);
        long each = (used() - before) / RECORDS;

        // Then
        Reference.reachabilityFence(records);
        System.out.printf("index: %d bytes of heap a record beside the tables%n", each);
        assertThat((double) each).isCloseTo(RoundIndex.RECORD_BYTES, Percentage.withPercentage(10));
    }

    /** As a manifest gives them: no record shares a string with another. */
    private static List<RoundIndex.Located> located(int count) {
        List<RoundIndex.Located> records = new ArrayList<>(count);
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            records.add(new RoundIndex.Located(Json.read(Json.bytes(record(i, random)), RoundRecord.class), ROUND));
        }
        return records;
    }

    private static RoundRecord record(int i, Random random) {
        String fact = "product/AX-" + (100_000 + i) + "/weight";
        return new RoundRecord(
                new RecordRef(
                        Digest.id("record", fact),
                        fact,
                        START.plusSeconds(i),
                        Digest.id("content", fact),
                        new RawPosition("alluvium.records.raw.v1", i % 12, i)),
                "segment-" + i / SEGMENT,
                null,
                new Fingerprint(random.nextLong(), random.nextLong()));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
