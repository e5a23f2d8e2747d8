package dev.alluvium.cleaning.personal;

/**
 * JSON Web Tokens (RFC 7519): three runs of URL-safe base64 with a dot between two. Where the runs of a text end is kept, for a
 * text may begin a token at each of its characters and end none.
 */
final class WebTokens {
    private static final String PREFIX = "eyJ";
    private static final int LEAST = 10;
    private static final int LEAST_SIGNATURE = 5;
    private static final int LONGEST_HEADER = 4_096;
    private static final int LONGEST_CLAIMS = 8_192;
    private static final int LONGEST_SIGNATURE = 2_048;
    /** One more than a token has, so that the next token of the same runs finds all of its own. */
    private static final int KEPT = 4;

    private final CharSequence text;
    private final int[] starts = new int[KEPT];
    private final int[] ends = new int[KEPT];
    private int next;

    WebTokens(CharSequence text) {
        this.text = text;
    }

    /** End of the token that begins at {@code start}, or -1. */
    int end(int start) {
        if (!Ascii.startsWith(text, PREFIX, start)) {
            return -1;
        }
        int claims = after(start + PREFIX.length(), LONGEST_HEADER);
        int signature = claims < 0 ? -1 : after(claims, LONGEST_CLAIMS);
        int length = signature < 0 ? 0 : Math.min(runEnd(signature) - signature, LONGEST_SIGNATURE);
        return length < LEAST_SIGNATURE ? -1 : signature + length;
    }

    /** What follows a run and its dot, or -1. */
    private int after(int start, int longest) {
        int end = runEnd(start);
        boolean fits = end - start >= LEAST && end - start <= longest;
        return fits && end < text.length() && text.charAt(end) == '.' ? end + 1 : -1;
    }

    private int runEnd(int at) {
        for (int i = 0; i < KEPT; i++) {
            if (at >= starts[i] && at < ends[i]) {
                return ends[i];
            }
        }
        int end = at;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        starts[next] = at;
        ends[next] = end;
        next = (next + 1) % KEPT;
        return end;
    }

    private static boolean isPart(char c) {
        return Ascii.isAlphanumeric(c) || c == '_' || c == '-';
    }
}
