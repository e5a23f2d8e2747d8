package dev.alluvium.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** Waits until every replica with a lease proves the desired state. */
public final class RolloutWait {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(20);

    private RolloutWait() {}

    /**
     * Returns when the rollout is done.
     *
     * @return milliseconds from the registry's event to the last replica's proof
     */
    public static long await(Registry registry, String model) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            long asked = System.nanoTime();
            JsonNode rollout = registry.rollout(model);
            deadline += System.nanoTime() - asked; // a registry that is away says nothing about the replicas
            if (rollout.path("done").asBoolean()) {
                return rollout.path("millis").asLong();
            }
            if (System.nanoTime() > deadline) {
                throw new CliException("not every replica serves it after " + LIMIT.toSeconds() + " s: " + rollout);
            }
            Thread.sleep(STEP.toMillis());
        }
    }
}
