package dev.alluvium.model.text;

import java.util.Arrays;

/**
 * Turns tokens into text as they come. A character that is spread over several tokens, as most Chinese ones are in
 * byte-level vocabularies, is held back until it is whole, or cannot become so.
 */
public final class TokenDecoder {
    private static final char INCOMPLETE = '\uFFFD';
    /** A character takes at most four bytes in UTF-8. */
    private static final int LONGEST = 4;

    private final Tokenizer tokenizer;
    private long[] ids = new long[16];
    private int size;
    private int settled;
    private int emitted;
    private int pending;

    TokenDecoder(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Adds a token; gives the text that is complete now and was not given before. */
    public String accept(long id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
        pending++;
        String text = tail();
        boolean open = !text.isEmpty() && text.charAt(text.length() - 1) == INCOMPLETE;
        return open && pending < LONGEST ? "" : emit(text);
    }

    /** Gives what was held back: the answer ends here. */
    public String end() {
        return emit(tail());
    }

    /** Decodes from one settled token on, as some decoders treat the first token otherwise. */
    private String tail() {
        return tokenizer.decode(Arrays.copyOfRange(ids, settled, size));
    }

    private String emit(String text) {
        String fresh = text.substring(Math.min(emitted, text.length()));
        pending = 0;
        settled = Math.max(settled, size - 1);
        emitted = tail().length();
        return fresh;
    }
}
