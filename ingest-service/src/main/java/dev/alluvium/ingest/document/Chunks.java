package dev.alluvium.ingest.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A long text in pieces that overlap, so that nothing said across a cut is lost. A cut is made at the end of a paragraph, else of
 * a line, of a sentence, of a word.
 */
public final class Chunks {
    private static final List<String> ENDS = List.of("\n\n", "\n", "。", ". ", "！", "？", "; ", "；", " ");

    private final int size;
    private final int overlap;

    /**
     * Pieces of at most {@code size} characters.
     *
     * @param overlap characters that a piece repeats of the one before, at most half of it
     */
    public Chunks(int size, int overlap) {
        if (overlap < 0 || overlap * 2 > size) {
            throw new IllegalArgumentException("overlap=" + overlap + ": must be between 0 and half of size=" + size);
        }
        this.size = size;
        this.overlap = overlap;
    }

    /** The pieces in their order; one if the text is short enough. */
    public List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > size) {
            int end = end(text, from);
            pieces.add(text.substring(from, end).strip());
            from = Math.max(from + 1, begin(text, end));
        }
        pieces.add(text.substring(from).strip());
        pieces.removeIf(String::isEmpty);
        return pieces;
    }

    /** Where a piece that begins at {@code from} ends: in its second half, at the best place there is. */
    private int end(String text, int from) {
        for (String mark : ENDS) {
            int at = text.substring(from + size / 2 + 1, from + size).lastIndexOf(mark);
            if (at >= 0) {
                return from + size / 2 + 1 + at + mark.length();
            }
        }
        return whole(text, from + size);
    }

    /** Where the next piece begins: at a line or a word, as far back as the overlap allows. */
    private int begin(String text, int end) {
        int least = end - overlap;
        for (String mark : ENDS) {
            int at = text.substring(least, end).indexOf(mark);
            if (at >= 0 && least + at + mark.length() < end) {
                return least + at + mark.length();
            }
        }
        return whole(text, least);
    }

    /** Not in the middle of a surrogate pair. */
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
