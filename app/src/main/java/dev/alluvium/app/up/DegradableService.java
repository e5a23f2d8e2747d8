package dev.alluvium.app.up;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.service.Health;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.settings.binder.ConfigException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service whose failed start does not keep the others from theirs: it says what failed, and its endpoints answer 503. What
 * is wrong in the configuration still ends the start.
 */
final class DegradableService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(DegradableService.class);

    private static final String REMEDY = "`alluvium stop` and `alluvium up` try again, `alluvium logs` says more";

    private final Service service;
    private final UnaryOperator<String> explained;
    private volatile @Nullable String failure;

    /** @param explained adds to a problem what only this process knows, such as the file */
    DegradableService(Service service, UnaryOperator<String> explained) {
        this.service = service;
        this.explained = explained;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public void start() throws Exception {
        try {
            service.start();
        } catch (InterruptedException | ConfigException | IllegalArgumentException | CliException e) {
            throw e;
        } catch (Exception e) {
            failure = "did not start: " + e.getMessage() + "; " + REMEDY;
            LOG.atError().addKeyValue("service", name()).setCause(e).log("a service did not start; the others go on");
        }
    }

    @Override
    public Health health() {
        String failed = failure;
        Health own = failed == null ? service.health() : Health.dead(failed);
        return new Health(own.alive(), own.ready(), explained.apply(own.detail()));
    }

    @Override
    public List<Route> routes() {
        return service.routes().stream()
                .map(route -> new Route(
                        route.method(),
                        route.path(),
                        route.role(),
                        context -> {
                            String failed = failure;
                            if (failed != null) {
                                throw new HttpProblem(503, "Not ready", name() + " " + explained.apply(failed));
                            }
                            route.handler().handle(context);
                        },
                        route.problems()))
                .toList();
    }

    @Override
    public Map<String, Object> status() {
        return failure == null ? service.status() : Map.of();
    }

    @Override
    public List<String> troubles() {
        return service.troubles().stream().map(explained).toList();
    }

    @Override
    public void close() {
        service.close();
    }
}
