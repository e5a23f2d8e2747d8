package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** What the decoder makes of a call's last tokens: for each line the likeliest next one, or logits to draw it from. */
final class Choices {
    private final long[] ids;
    private final float[] logprobs;
    private final NDArray logits;

    private Choices(long[] ids, float[] logprobs, NDArray logits) {
        this.ids = ids;
        this.logprobs = logprobs;
        this.logits = logits;
    }

    /** From [likeliest, its log-probability, logits]. */
    static Choices of(NDList out) {
        return new Choices(out.get(0).toLongArray(), out.get(1).toFloatArray(), out.get(2));
    }

    /** Gives an answer its next token. */
    void give(int line, GenerationRow row) {
        if (row.draws()) {
            row.draw(logits.get(line).toFloatArray());
        } else {
            row.accept(ids[line], logprobs[line]);
        }
    }
}
