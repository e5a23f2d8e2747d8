package dev.alluvium.model;

import java.util.Objects;

/** A sequence of a {@link DecodeBatch}: its prompt, its answer, and how much of both is in the cache. */
final class CachedSequence {
    final GenerationRow answer;
    private final long[] prompt;
    private final int most;
    private int cached;

    CachedSequence(GenerationRow answer, long[] prompt, int most) {
        this.answer = answer;
        this.prompt = prompt;
        this.most = most;
        PromptLogprobs tally = answer.prompt();
        if (tally != null) {
            tally.first(prompt[0]);
        }
    }

    /** Whether the tokens of its prompt are told, so that each one's successor is looked at. */
    boolean told() {
        return answer.prompt() != null;
    }

    /** Tokens of the prompt that are not in the cache. */
    int unread() {
        return Math.max(0, prompt.length - cached);
    }

    /** Whether its answer goes on with the next token. */
    boolean answering() {
        return unread() == 0 && !answer.ended();
    }

    /** Places in use, which is also the position of the next token. */
    int cached() {
        return cached;
    }

    /** Places that it may come to use. */
    int needed() {
        return prompt.length + most;
    }

    /** The token at a position of the prompt, or 0 behind its end; the answer's last one once the prompt is read. */
    long token(int position) {
        if (unread() == 0) {
            return answer.last();
        }
        return position < prompt.length ? prompt[position] : 0;
    }

    /**
     * Tells the tokens behind those that were just fed, and begins the answer where the prompt ends.
     *
     * @param next the tokens behind them, the last one meaningless at the prompt's end
     * @param logprobs of these
     */
    void tell(long[] next, float[] logprobs, SampledTokens sampled) {
        PromptLogprobs tally = Objects.requireNonNull(answer.prompt());
        int within = unread() == 0 ? next.length - 1 : next.length;
        for (int i = 0; i < within; i++) {
            tally.next(next[i], logprobs[i], sampled.beside(i, answer.likeliest()));
        }
        if (unread() == 0) {
            answer.promptRead();
        }
        if (answering()) {
            sampled.give(within, answer);
        }
    }

    /** So many more tokens are in the cache. */
    void fed(int tokens) {
        cached += tokens;
    }
}
