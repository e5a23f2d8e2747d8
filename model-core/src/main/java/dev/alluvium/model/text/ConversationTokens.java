package dev.alluvium.model.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prompts and answers of one conversation as tokens. The tokens of a prompt are a prefix of those of the prompt with its
 * answer: they are the tokenizer's own of the whole text where that holds by itself, as it does unless a token would
 * reach across the boundary; there the answer is tokenised by itself, as generation would continue.
 */
final class ConversationTokens {
    private final Tokenizer tokenizer;
    private final long[] begin;
    private final List<Example> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private long[] ids;
    private boolean[] target = new boolean[0];

    /** Texts begin with the tokens {@code begin}. */
    ConversationTokens(Tokenizer tokenizer, long[] begin) {
        this.tokenizer = tokenizer;
        this.begin = begin;
        this.ids = new long[0];
    }

    long[] prompt(String prompt) {
        long[] tokens = tokenizer.encode(prompt);
        long[] all = Arrays.copyOf(begin, begin.length + tokens.length);
        System.arraycopy(tokens, 0, all, begin.length, tokens.length);
        return all;
    }

    /** Adds a prompt and its answer; a prompt that does not continue what was added begins another example. */
    void add(String prompt, String answer) {
        if (!prompt.startsWith(text.toString())) {
            flush();
        }
        append(prompt.substring(text.length()), false);
        append(answer, true);
    }

    List<Example> examples() {
        flush();
        return List.copyOf(done);
    }

    private void flush() {
        if (ids.length > 0) {
            done.add(Example.of(ids, target));
        }
        text.setLength(0);
        ids = new long[0];
        target = new boolean[0];
    }

    private void append(String part, boolean trained) {
        text.append(part);
        long[] whole = prompt(text.toString());
        long[] next = startsWith(whole, ids) ? whole : joined(ids, tokenizer.encode(part));
        boolean[] marks = Arrays.copyOf(target, next.length);
        Arrays.fill(marks, target.length, next.length, trained);
        ids = next;
        target = marks;
    }

    private static boolean startsWith(long[] whole, long[] head) {
        return whole.length >= head.length && Arrays.equals(whole, 0, head.length, head, 0, head.length);
    }

    private static long[] joined(long[] left, long[] right) {
        long[] all = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, all, left.length, right.length);
        return all;
    }
}
