package dev.alluvium.runtime.service;

import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that waits for its dependencies before it starts: it is alive but not ready, and broker and object store
 * may come up in any order. A dependency that answers and refuses ends the start.
 */
public final class DependencyAwaitingService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(DependencyAwaitingService.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final String STARTING = "starting";
    private static final long AGAIN_SECONDS = 1;

    private final Service service;
    private final List<Need> needs;
    private final Duration firstPause;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String detail = STARTING;
    private volatile boolean started;

    /**
     * Something that must be there.
     *
     * @param name with its address
     * @param check throws while it is away, or if it refuses
     */
    public record Need(String name, Runnable check) {}

    /** One that needs nothing, but answers nobody before it is started. */
    public static DependencyAwaitingService of(Service service) {
        return new DependencyAwaitingService(service, List.of(), LONGEST_PAUSE);
    }

    /**
     * @param needs checked in order
     * @param firstPause before the second check; doubled each time up to ten seconds
     */
    public DependencyAwaitingService(Service service, List<Need> needs, Duration firstPause) {
        this.service = service;
        this.needs = List.copyOf(needs);
        this.firstPause = firstPause;
    }

    @Override
    public String name() {
        return service.name();
    }

    /** @throws InterruptedException if it is closed while it waits */
    @Override
    public void start() throws Exception {
        for (Need need : needs) {
            await(need);
        }
        detail = STARTING;
        service.start();
        started = true;
    }

    private void await(Need need) throws InterruptedException {
        for (Duration pause = firstPause; ; pause = longer(pause)) {
            try {
                need.check().run();
                return;
            } catch (RuntimeException e) {
                if (!UnavailableDependency.caused(e)) {
                    throw e;
                }
                detail = "waits for " + need.name() + ": " + e.getMessage();
                LOG.atWarn().addKeyValue("service", name()).log("{}; tries again in {}", detail, pause);
            }
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("closed while it waited for " + need.name());
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    @Override
    public Health health() {
        return started ? service.health() : Health.notReady(detail);
    }

    /** The service's own, which answer 503 until it is started. */
    @Override
    public List<Route> routes() {
        return service.routes().stream()
                .map(route -> new Route(
                        route.method(),
                        route.path(),
                        route.role(),
                        context -> {
                            if (!started) {
                                throw new HttpProblem(
                                        503,
                                        "Not ready",
                                        name() + (detail.equals(STARTING) ? " is " : " ") + detail,
                                        Map.of(HttpProblem.RETRY_AFTER, AGAIN_SECONDS));
                            }
                            route.handler().handle(context);
                        },
                        route.problems()))
                .toList();
    }

    @Override
    public Map<String, Object> status() {
        return started ? service.status() : Map.of();
    }

    @Override
    public List<String> troubles() {
        return service.troubles();
    }

    @Override
    public void close() {
        closing.countDown();
        service.close();
    }
}
