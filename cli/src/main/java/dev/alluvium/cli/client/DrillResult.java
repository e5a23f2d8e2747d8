package dev.alluvium.cli.client;

import dev.alluvium.knowledge.registry.ModelState;
import java.util.Map;

/**
 * What a rollback drill measured: times from the registry's event to the last replica's proof, in milliseconds.
 *
 * @param from the champion before and after it
 * @param to the version that answered in between
 * @param replicas that held a lease when the rollback was proved
 * @param passed whether neither step took longer than {@code limitMillis}
 */
public record DrillResult(
        String model,
        int from,
        int to,
        int replicas,
        long backMillis,
        long forwardMillis,
        long limitMillis,
        boolean passed) {
    /**
     * Goes back and forward again; forward also where a replica does not prove the way back.
     *
     * @throws CliException if the registry refuses it, or a replica proves a step not at all
     */
    public static DrillResult run(Registry registry, ModelState before, long limitMillis) throws InterruptedException {
        String model = before.model();
        int from = before.champion();
        registry.command(model, "rollback", Map.of("drill", true, "expectedFrom", from, "reason", "drill"));
        long back;
        int to;
        int replicas;
        try {
            back = RolloutWait.await(registry, model);
            to = registry.model(model).champion();
            replicas = registry.rollout(model).path("replicas").size();
        } finally {
            registry.promote(model, from, "the drill is over", false);
        }
        long forward = RolloutWait.await(registry, model);
        return new DrillResult(
                model, from, to, replicas, back, forward, limitMillis, Math.max(back, forward) <= limitMillis);
    }
}
