package dev.alluvium.runtime.service;

import dev.alluvium.runtime.http.Route;
import java.util.List;
import java.util.Map;

/** A service: started once, asked for its health, closed once. */
public interface Service extends AutoCloseable {
    /** Such as {@code cleaning-stream}. */
    String name();

    /** Returns when the service can do its work. */
    void start() throws Exception;

    Health health();

    /** Endpoints, asked for before {@link #start()}. */
    default List<Route> routes() {
        return List.of();
    }

    /** What it does and what it waits for, for {@code alluvium status}. */
    default Map<String, Object> status() {
        return Map.of();
    }

    /** What does not work as it should at this moment, one sentence each. */
    default List<String> troubles() {
        return List.of();
    }

    /** Finishes or gives back what is in hand; also right after a failed start. */
    @Override
    void close();
}
