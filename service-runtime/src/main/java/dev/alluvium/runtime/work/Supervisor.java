package dev.alluvium.runtime.work;

import dev.alluvium.runtime.metrics.Meters;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.work.Supervised.Trouble;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Watches the threads of one service: a failure is counted, a thread that does not work makes the service not ready, one that
 * fails again and again makes it dead, so that what runs the process restarts it.
 */
public final class Supervisor {
    private final String service;
    private final Meters meters;
    private final List<Supervised> essential = new CopyOnWriteArrayList<>();
    private final List<Supervised> beside = new CopyOnWriteArrayList<>();

    public Supervisor(String service, Meters meters) {
        this.service = service;
        this.meters = meters;
        meters.gauge(WorkMeters.DOWN, this::down, service);
    }

    /** Watches what the service cannot do without. */
    public <T extends Supervised> T watch(T work) {
        return watch(essential, work);
    }

    /** Watches what the service goes on without: its failures are counted, and told in {@link #troubles()}. */
    public <T extends Supervised> T watchBeside(T work) {
        return watch(beside, work);
    }

    private <T extends Supervised> T watch(List<Supervised> works, T work) {
        Counter failures = meters.counter(WorkMeters.FAILURES, service, work.name());
        work.onFailure(failure -> failures.increment());
        works.add(work);
        return work;
    }

    /** The service's own health, or the trouble of a thread that it cannot do without where that is worse. */
    public Health over(Health own) {
        Optional<Trouble> worst =
                troubles(essential).reduce((one, other) -> !one.lasting() && other.lasting() ? other : one);
        if (!own.alive() || worst.isEmpty() || !own.ready() && !worst.get().lasting()) {
            return own;
        }
        String detail = worst.get().detail();
        return worst.get().lasting() ? Health.dead(detail + "; see the log, and restart it") : Health.notReady(detail);
    }

    /** What keeps threads from their work, and what they went on without, one sentence each. */
    public List<String> troubles() {
        return Stream.concat(
                        Stream.concat(troubles(essential), troubles(beside)).map(Trouble::detail),
                        Stream.concat(essential.stream(), beside.stream()).flatMap(work -> work.notes().stream()))
                .toList();
    }

    private long down() {
        return Stream.concat(troubles(essential), troubles(beside)).count();
    }

    private static Stream<Trouble> troubles(List<Supervised> works) {
        return works.stream().map(Supervised::trouble).flatMap(Optional::stream);
    }
}
