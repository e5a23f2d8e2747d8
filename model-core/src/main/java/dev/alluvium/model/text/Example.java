package dev.alluvium.model.text;

import java.util.Arrays;

/**
 * Tokens and which of them carry loss. Token 0 never does, as nothing comes before it.
 */
public final class Example {
    private final long[] ids;
    private final boolean[] target;
    private final double weight;
    private final double distillation;

    private Example(long[] ids, boolean[] target, double weight, double distillation) {
        if (!(distillation >= 0 && distillation <= 1)) {
            throw new IllegalArgumentException("distillation=" + distillation + ": must be a share from 0 to 1; try 1");
        }
        if (!(weight >= 0)) {
            throw new IllegalArgumentException("weight=" + weight + ": must not be negative; try 1");
        }
        this.ids = ids;
        this.target = target;
        this.weight = weight;
        this.distillation = distillation;
        if (target.length > 0) {
            target[0] = false;
        }
    }

    /** Loss on exactly the marked tokens. */
    public static Example of(long[] ids, boolean[] target) {
        if (ids.length != target.length) {
            throw new IllegalArgumentException(ids.length + " tokens but " + target.length + " marks");
        }
        return new Example(ids.clone(), target.clone(), 1, 0);
    }

    /** A prompt without loss, then an answer with loss on every token. */
    public static Example answer(long[] prompt, long[] answer) {
        long[] ids = Arrays.copyOf(prompt, prompt.length + answer.length);
        System.arraycopy(answer, 0, ids, prompt.length, answer.length);
        boolean[] target = new boolean[ids.length];
        Arrays.fill(target, prompt.length, ids.length, true);
        return new Example(ids, target, 1, 0);
    }

    /** Loss on every token but the first, as for a document or in pre-training. */
    public static Example plain(long[] ids) {
        boolean[] target = new boolean[ids.length];
        Arrays.fill(target, true);
        return new Example(ids.clone(), target, 1, 0);
    }

    /** The same tokens with loss on all but the first. */
    public Example everywhere() {
        return plain(ids).weighted(weight).distilled(distillation);
    }

    /** The same with each target token counting {@code factor} in the loss, where others count 1. */
    public Example weighted(double factor) {
        return new Example(ids, target.clone(), factor, distillation);
    }

    /**
     * The same with targets that are, to this share, what the frozen base holds likely at their places, and the tokens
     * themselves for the rest: training then keeps the base's distribution where it would keep one sample of it.
     */
    public Example distilled(double share) {
        return new Example(ids, target.clone(), weight, share);
    }

    /** How much of each target is the base's own distribution; 0 where the tokens alone are. */
    public double distillation() {
        return distillation;
    }

    /** What a target token counts in the loss. */
    public double weight() {
        return weight;
    }

    /** The first {@code length} tokens; this example where it is no longer. */
    public Example truncated(int length) {
        return ids.length <= length
                ? this
                : new Example(Arrays.copyOf(ids, length), Arrays.copyOf(target, length), weight, distillation);
    }

    public int length() {
        return ids.length;
    }

    public long id(int position) {
        return ids[position];
    }

    public boolean isTarget(int position) {
        return target[position];
    }

    /** The tokens, a copy. */
    public long[] ids() {
        return ids.clone();
    }

    /** The number of tokens that carry loss. */
    public int targets() {
        int count = 0;
        for (boolean marked : target) {
            count += marked ? 1 : 0;
        }
        return count;
    }
}
