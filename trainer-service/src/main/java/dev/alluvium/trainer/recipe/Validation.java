package dev.alluvium.trainer.recipe;

/**
 * What the wordings set aside have shown so far, in nats per target token; it travels with each checkpoint.
 *
 * @param first before the first step
 * @param last of the newest evaluation
 * @param best the least of all evaluations
 * @param bestStep after how many steps that was
 * @param waited evaluations since then
 */
public record Validation(double first, double last, double best, int bestStep, int waited) {
    /** Below so many nats before the first step the round is known already, and nothing can improve. */
    private static final double KNOWN = 0.1;

    static Validation start(double first) {
        return new Validation(first, first, Double.POSITIVE_INFINITY, 0, 0);
    }

    Validation after(int step, double loss) {
        return loss < best
                ? new Validation(first, loss, loss, step, 0)
                : new Validation(first, loss, best, bestStep, waited + 1);
    }

    /** Whether the newest evaluation was the best. */
    boolean improved() {
        return waited == 0;
    }

    /** Whether training taught the round nothing that was not known before. */
    boolean fruitless() {
        return first > KNOWN && !(best < first);
    }
}
