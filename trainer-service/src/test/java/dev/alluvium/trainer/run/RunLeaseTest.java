package dev.alluvium.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunLeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Clock NOW = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Clock LATER = Clock.offset(NOW, LENGTH);

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void shouldGiveTheLeaseToOneOnly() {
        // Given
        Optional<RunLease> first = acquire("one", NOW);

        // When
        Optional<RunLease> second = acquire("two", NOW);

        // Then
        assertThat(first).isPresent();
        assertThat(second).isEmpty();
        assertThat(first.get().renew()).isTrue();
    }

    @Test
    void shouldPassOnARunOutLeaseWithAHigherEpochAndTellTheFormerHolder() {
        // Given
        RunLease first = acquire("one", NOW).orElseThrow();

        // When
        RunLease second = acquire("two", LATER).orElseThrow();

        // Then
        assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
        assertThat(first.renew()).isFalse();
        assertThat(first.lost()).isTrue();
        assertThat(second.renew()).isTrue();
    }

    @Test
    void shouldBeFreeAtOnceWhenGivenBack() {
        // Given
        acquire("one", NOW).orElseThrow().close();

        // When
        Optional<RunLease> second = acquire("two", NOW);

        // Then
        assertThat(second).isPresent();
    }

    @Test
    void shouldLetARestartedHolderTakeItsOwnLeaseBack() {
        // Given
        RunLease before = acquire("one", NOW).orElseThrow();

        // When
        Optional<RunLease> after = acquire("one", NOW);

        // Then
        assertThat(after).isPresent();
        assertThat(before.renew()).isFalse();
    }

    @Test
    void shouldKeepALeaseWhenTheAnswerToARenewalWasLost() {
        // Given
        RunLease lease = acquire("one", NOW).orElseThrow();
        String key = ObjectKeys.runLease("run-1");
        RunLease.Holding renewed = new RunLease.Holding("one", lease.epoch(), LATER.instant());
        store.replace(key, Json.bytes(renewed), store.get(key).orElseThrow().etag());

        // When
        boolean kept = lease.renew();

        // Then
        assertThat(kept).isTrue();
        assertThat(lease.renew()).isTrue();
        assertThat(acquire("two", NOW)).isEmpty();
    }

    @Test
    void shouldNotGiveBackWhatSomebodyElseHolds() {
        // Given
        RunLease first = acquire("one", NOW).orElseThrow();
        RunLease second = acquire("two", LATER).orElseThrow();

        // When
        first.close();

        // Then
        assertThat(second.renew()).isTrue();
        assertThat(acquire("three", LATER)).isEmpty();
    }

    private Optional<RunLease> acquire(String owner, Clock clock) {
        return RunLease.acquire(store, "run-1", owner, clock, LENGTH);
    }
}
