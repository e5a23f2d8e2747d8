package dev.alluvium.accumulator;

import dev.alluvium.accumulator.adapter.SavepointException;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.settings.Role;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.Map;

/** The endpoint that writes a savepoint, to come back to after an upgrade or to take elsewhere. */
final class SavepointRoute {
    private final Savepoints savepoints;

    /** Writes savepoints. */
    interface Savepoints {
        Path write() throws SavepointException;
    }

    SavepointRoute(Savepoints savepoints) {
        this.savepoints = savepoints;
    }

    /** Where the savepoint is, in the file system of the accumulator. */
    record Savepoint(String path) {}

    Route route() {
        return Route.post("/v1/savepoints", Role.OPERATOR, this::write);
    }

    private void write(Context context) {
        try {
            context.status(201).json(new Savepoint(savepoints.write().toString()));
        } catch (SavepointException e) {
            throw new HttpProblem(
                    503,
                    "No savepoint was written",
                    "the accumulator's job: " + e.getMessage()
                            + "; wait until /health/ready answers 200, then ask again",
                    Map.of(HttpProblem.RETRY_AFTER, 1L));
        }
    }
}
