package dev.alluvium.runtime.service;

import dev.alluvium.runtime.http.ApiDocument;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.settings.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Health, metrics and status of the services of one process, beside their own routes. */
public final class ServiceRoutes {
    private ServiceRoutes() {}

    /**
     * {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /v1/status}, all services' routes, and the document
     * of them all.
     */
    public static List<Route> of(List<Service> services, ScrapedMeters meters) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.get("/health/live", null, context -> {
            Map<String, Health> health = health(services);
            context.status(health.values().stream().allMatch(Health::alive) ? 200 : 503)
                    .json(health);
        }));
        routes.add(Route.get("/health/ready", null, context -> {
            Map<String, Health> health = health(services);
            context.status(health.values().stream().allMatch(Health::ready) ? 200 : 503)
                    .json(health);
        }));
        routes.add(Route.get(
                "/metrics",
                null,
                context -> context.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(meters.scrape())));
        routes.add(Route.get("/v1/status", Role.READER, context -> {
            Map<String, Object> status = new LinkedHashMap<>();
            services.forEach(service -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("health", service.health());
                one.putAll(service.status());
                if (!service.troubles().isEmpty()) {
                    one.put("troubles", service.troubles());
                }
                status.put(service.name(), one);
            });
            context.json(status);
        }));
        services.forEach(service -> routes.addAll(service.routes()));
        return ApiDocument.with(routes);
    }

    private static Map<String, Health> health(List<Service> services) {
        Map<String, Health> health = new LinkedHashMap<>();
        services.forEach(service -> health.put(service.name(), service.health()));
        return health;
    }
}
