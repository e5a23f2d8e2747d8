package dev.alluvium.evaluator.gate;

/**
 * What the gate must know about the round besides the measurements.
 *
 * @param forced cut by command: what cannot be judged then waits for an operator
 * @param rebuilt a consolidation: it teaches nothing new, so that the facts to judge it by are the earlier ones
 */
public record RoundContext(boolean forced, boolean rebuilt) {
    String whenRefused() {
        return rebuilt ? "The champion stays as it is." : "The round goes to quarantine; requeue offers it again.";
    }

    String whenUnjudged() {
        return rebuilt ? "It is rebuilt again." : "The round is tried again.";
    }
}
