package dev.alluvium.knowledge.text;

/** Hashes of words: a polynomial of their characters, mixed, so that an edit of a word is hashed without its letters. */
final class TokenHash {
    static final long BASE = 0x9E3779B97F4A7C15L;

    /** Polynomials of longer texts can be made to collide by whoever knows the base. */
    static final int LONGEST = 64;

    private TokenHash() {}

    /** Adds the character that is the {@code index}th of its word. */
    static long add(long hash, char c, int index) {
        long before = (index & (LONGEST - 1)) == 0 && index > 0 ? Shingles.mix(hash) : hash;
        return before * BASE + value(c);
    }

    /** What a character counts. */
    static long value(char c) {
        return c + 1L;
    }

    static long finish(long hash) {
        return Shingles.mix(hash);
    }

    static long of(char word) {
        return finish(value(word));
    }

    static long of(CharSequence word) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = add(hash, word.charAt(i), i);
        }
        return finish(hash);
    }
}
