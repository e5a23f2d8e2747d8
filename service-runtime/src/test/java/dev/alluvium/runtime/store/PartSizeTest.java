package dev.alluvium.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S3's limits for an upload in parts: 10,000 of them, each but the last of 5 MiB to 5 GiB. */
class PartSizeTest {
    private static final long MIB = 1L << 20;

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                (1L << 31) - 1,
                1L << 31,
                (1L << 31) + 1,
                140L << 30,
                640_000L << 20,
                (640_000L << 20) + 1,
                5L << 40
            })
    void shouldKeepToTheLimitsForAFileOfAnySize(long bytes) {
        // When
        long part = MinioObjectStore.partOf(bytes);

        // Then
        assertThat(part).isBetween(64 * MIB, 5L << 30);
        assertThat((bytes + part - 1) / part).isLessThanOrEqualTo(10_000);
    }
}
