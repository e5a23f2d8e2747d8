package dev.alluvium.accumulator.near;

import dev.alluvium.contracts.dataset.Sketch;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.knowledge.text.Closeness;
import dev.alluvium.knowledge.text.Particulars;
import dev.alluvium.knowledge.text.Shingles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sketches records. The signature is a fast similarity sketch (Dahlgaard, Knudsen and Thorup, 2017): every shingle is
 * thrown into one of the bins, the least of a bin stays, and rounds are repeated until no bin is empty. A long text needs
 * one round, and a short one has no poorer signature than one that was hashed {@value Sketch#VALUES} times.
 */
public final class Sketcher {
    /** Texts with fewer shingles are duplicates of their equals only. */
    public static final int LEAST_SHINGLES = 24;

    private static final int BIN_BITS = Integer.numberOfTrailingZeros(Sketch.VALUES);
    private static final int RANDOM_ROUNDS = 64;
    private static final long EMPTY = Long.MAX_VALUE;
    private static final long ROUND = 0xD1B54A32D192ED03L;

    private Sketcher() {}

    /** The sketch of all that a model would learn from a record; empty for a short text. */
    public static Optional<Sketch> sketch(KnowledgeRecord record) {
        return sketch(text(record));
    }

    /** The sketch of a text; empty for a short one. */
    public static Optional<Sketch> sketch(String text) {
        long[] shingles = Shingles.of(text);
        return shingles.length < LEAST_SHINGLES
                ? Optional.empty()
                : Optional.of(Sketch.of(Closeness.fingerprint(Particulars.of(text)), signature(shingles)));
    }

    /** The text that is compared: every field of the content on a line of its own. */
    public static String text(KnowledgeRecord record) {
        StringBuilder text = new StringBuilder();
        line(text, record.instruction());
        line(text, record.input());
        line(text, record.output());
        line(text, record.title());
        line(text, record.text());
        record.allWordings().forEach(wording -> {
            line(text, wording.instruction());
            line(text, wording.output());
        });
        if (record.messages() != null) {
            record.messages().forEach(message -> line(text, message.content()));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, @org.jspecify.annotations.Nullable String field) {
        if (field != null && !field.isEmpty()) {
            text.append(field).append('\n');
        }
    }

    static byte[] signature(long[] shingles) {
        long[] least = new long[Sketch.VALUES];
        Arrays.fill(least, EMPTY);
        boolean[] taken = new boolean[Sketch.VALUES];
        int empty = Sketch.VALUES;
        for (int round = 0; empty > 0 && round < RANDOM_ROUNDS; round++) {
            throwAll(shingles, round * ROUND, least, taken);
            empty = take(least, taken);
        }
        for (int bin = 0; empty > 0 && bin < Sketch.VALUES; bin++) {
            if (!taken[bin]) {
                least[bin] = least(shingles, (RANDOM_ROUNDS + bin) * ROUND);
            }
        }
        byte[] signature = new byte[Sketch.VALUES];
        for (int bin = 0; bin < Sketch.VALUES; bin++) {
            signature[bin] = (byte) least[bin];
        }
        return signature;
    }

    private static void throwAll(long[] shingles, long salt, long[] least, boolean[] taken) {
        for (long shingle : shingles) {
            long thrown = Shingles.mix(shingle + salt);
            int bin = (int) (thrown & (Sketch.VALUES - 1));
            long value = thrown >>> BIN_BITS;
            if (!taken[bin] && value < least[bin]) {
                least[bin] = value;
            }
        }
    }

    /** Bins that a round filled are out of the game; how many are still empty. */
    private static int take(long[] least, boolean[] taken) {
        int empty = 0;
        for (int bin = 0; bin < Sketch.VALUES; bin++) {
            taken[bin] = least[bin] != EMPTY;
            empty += taken[bin] ? 0 : 1;
        }
        return empty;
    }

    private static long least(long[] shingles, long salt) {
        long least = EMPTY;
        for (long shingle : shingles) {
            least = Math.min(least, Shingles.mix(shingle + salt) >>> BIN_BITS);
        }
        return least;
    }
}
