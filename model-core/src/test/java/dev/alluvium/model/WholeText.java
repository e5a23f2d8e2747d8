package dev.alluvium.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.LongStream;

/** Logits without a cache: the whole text in one pass. */
final class WholeText {
    private WholeText() {}

    /** Of the token that follows {@code text}. */
    static float[] logits(LoadedAdapter model, long[] text) {
        Shape one = new Shape(1, text.length);
        long[] segments = new long[text.length];
        Arrays.fill(segments, 1);
        try (LoadedAdapter.Use use = model.use();
                NDManager call = use.manager().newSubManager()) {
            return model.program
                    .infer(
                            call,
                            "logits",
                            call.create(text, one),
                            call.create(LongStream.range(0, text.length).toArray(), one),
                            call.create(segments, one),
                            call.create(new long[] {text.length - 1}),
                            model.core.frequencies,
                            model.core.weights,
                            model.tensors,
                            model.scale)
                    .get(0)
                    .toFloatArray();
        }
    }
}
