package dev.alluvium.model.memory;

/**
 * The micro-batch that one forward and backward pass handles at once.
 *
 * @param width tokens of a row
 * @param labels places with a loss; at most rows * width
 * @param checkpointing whether layers keep only their input and are computed again in the backward pass
 * @param dropout whether the LoRA path draws masks
 */
public record StepShape(int rows, int width, int labels, boolean checkpointing, boolean dropout) {
    public StepShape {
        if (rows < 1 || width < 1 || labels < 0 || labels > (long) rows * width) {
            throw new IllegalArgumentException("step=" + rows + "x" + width + " with " + labels
                    + " labels: needs a row, a token and no more labels than places");
        }
    }

    /** Without dropout, and every place a label: the most that such a micro-batch can take. */
    public static StepShape full(int rows, int width, boolean checkpointing) {
        return new StepShape(rows, width, rows * width, checkpointing, false);
    }

    long places() {
        return (long) rows * width;
    }
}
