package dev.alluvium.evaluator.gate;

/**
 * What the gate must know of the version besides the measurements.
 *
 * @param rebuilt a consolidation: it teaches nothing new, so that the facts to judge it by are the earlier ones
 * @param imported an adapter trained elsewhere: no round came with it, so none is tried again
 */
public record RoundContext(boolean rebuilt, boolean imported) {
    /** That of a round. */
    public static final RoundContext ROUND = new RoundContext(false, false);

    String whenRefused() {
        return rebuilt || imported
                ? "The champion stays as it is."
                : "The round goes to quarantine; requeue offers it again.";
    }

    String whenHeld() {
        if (imported) {
            return "Promote it by hand, or reject it, push probes and import it again.";
        }
        return rebuilt
                ? "Promote it by hand, or push probes for the facts that it knows, put it off (reject --not-now) and order"
                        + " consolidate again."
                : "Promote it by hand, or push probes for its facts and put it off (reject --not-now): its records are"
                        + " judged anew with the next round.";
    }

    String whenUnjudged() {
        if (imported) {
            return "No round came with it to be tried again: an operator decides.";
        }
        return rebuilt ? "It is rebuilt again." : "The round is tried again.";
    }
}
