package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.alluvium.model.text.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The output of one call of the decoder: for each line the likeliest next token, or logits to sample from.
 *
 * @param logits [lines, vocabulary]
 * @param likeliest ids of each line's likeliest tokens, one line after the other, as many as the greediest line wants
 */
record SampledTokens(
        Tokenizer tokenizer, long[] ids, float[] logprobs, NDArray logits, long[] likeliest, float[] likelihoods) {

    /**
     * Of [likeliest, its log-probability, logits] and where asked for [ids, log-probabilities] of the likeliest.
     *
     * @param more whether these were asked for
     */
    static SampledTokens of(NDList out, boolean more, Tokenizer tokenizer) {
        return new SampledTokens(
                tokenizer,
                out.get(0).toLongArray(),
                out.get(1).toFloatArray(),
                out.get(2),
                more ? out.get(3).toLongArray() : new long[0],
                more ? out.get(4).toFloatArray() : new float[0]);
    }

    /** Gives an answer its next token. */
    void give(int line, GenerationRow row) {
        List<TokenAlternative> beside = beside(line, row.likeliest());
        if (row.draws()) {
            row.draw(logits.get(line).toFloatArray(), beside);
        } else {
            row.accept(ids[line], logprobs[line], beside);
        }
    }

    List<TokenAlternative> beside(int line, int wanted) {
        int from = line * (likeliest.length / ids.length);
        return IntStream.range(from, from + wanted)
                .mapToObj(i -> new TokenAlternative(likeliest[i], tokenizer.alone(likeliest[i]), likelihoods[i]))
                .toList();
    }
}
