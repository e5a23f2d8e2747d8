package dev.alluvium.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.service.DependencyAwaitingService.Need;
import dev.alluvium.runtime.store.StoreException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

class DependencyAwaitingServiceTest {
    private final Inner inner = new Inner();

    @Test
    void shouldStartOnceWhatItNeedsIsThere() throws Exception {
        // Given
        List<Health> seen = new ArrayList<>();
        AtomicReference<DependencyAwaitingService> self = new AtomicReference<>();
        DependencyAwaitingService service = patient(new Need("the object store at s3:9000", () -> {
            seen.add(self.get().health());
            if (seen.size() < 3) {
                throw new StoreException("no route", new ConnectException("refused"));
            }
        }));
        self.set(service);

        // When
        service.start();

        // Then
        assertThat(seen.get(2).alive()).isTrue();
        assertThat(seen.get(2).ready()).isFalse();
        assertThat(seen.get(2).detail()).isEqualTo("waits for the object store at s3:9000: no route");
        assertThat(inner.starts).isEqualTo(1);
        assertThat(service.health()).isEqualTo(Health.up());
    }

    @Test
    void shouldNotStartWhatIsRefused() {
        // Given
        DependencyAwaitingService service = patient(new Need("the object store", () -> {
            throw new StoreException("8 of 8 racing conditional PUTs won");
        }));

        // When, then
        assertThatThrownBy(service::start).hasMessageContaining("racing");
        assertThat(inner.starts).isZero();
        assertThat(service.health().ready()).isFalse();
    }

    @Test
    void shouldAnswer503UntilItIsStarted() throws Exception {
        // Given
        DependencyAwaitingService service = patient();
        Route route = service.routes().get(0);

        // When, then
        assertThatThrownBy(() -> route.handler().handle(null)).isInstanceOfSatisfying(HttpProblem.class, problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.getMessage()).endsWith(" is starting");
            assertThat(problem.body()).containsEntry(HttpProblem.RETRY_AFTER, 1L);
        });
        service.start();
        route.handler().handle(null);
        assertThat(inner.requests).isEqualTo(1);
    }

    @Test
    void shouldStopWaitingWhenClosed() {
        // Given
        AtomicReference<DependencyAwaitingService> self = new AtomicReference<>();
        DependencyAwaitingService service = patient(new Need("Kafka", () -> {
            self.get().close();
            throw new IllegalStateException("no answer", new TimeoutException());
        }));
        self.set(service);

        // When, then
        assertThatThrownBy(service::start).isInstanceOf(InterruptedException.class);
        assertThat(inner.starts).isZero();
    }

    @Test
    void shouldTellAwayFromRefused() {
        assertThat(UnavailableDependency.caused(new IllegalStateException(new DisconnectException())))
                .isTrue();
        assertThat(UnavailableDependency.caused(new IllegalStateException(new TimeoutException())))
                .isTrue();
        assertThat(UnavailableDependency.caused(new StoreException("s", new IOException())))
                .isTrue();
        assertThat(UnavailableDependency.caused(new IllegalStateException(new SaslAuthenticationException("no"))))
                .isFalse();
        assertThat(UnavailableDependency.caused(new StoreException("exactly one must win")))
                .isFalse();
    }

    private DependencyAwaitingService patient(Need... needs) {
        return new DependencyAwaitingService(inner, List.of(needs), Duration.ofMillis(1));
    }

    private static final class Inner implements Service {
        private int starts;
        private int requests;

        @Override
        public String name() {
            return "inner";
        }

        @Override
        public void start() {
            starts++;
        }

        @Override
        public Health health() {
            return Health.up();
        }

        @Override
        public List<Route> routes() {
            return List.of(Route.get("/v1/inner", null, context -> requests++));
        }

        @Override
        public void close() {}
    }
}
