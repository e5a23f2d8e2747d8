package dev.alluvium.cleaning.personal;

/**
 * Digits in groups, as telephone numbers are written: perhaps a plus, brackets around a group, one separator or two between
 * groups. It reads a bounded number of characters, whatever follows.
 */
final class PhoneForm {
    static final int MOST_DIGITS = 17;
    private static final int MOST_GROUPS = 8;
    private static final int LEAST_DIGITS = 6;

    final boolean plus;
    final boolean bracket;
    /** Groups that were read, without a "(0)" behind the calling code. */
    int groups;

    private final CharSequence text;
    private final int[] sizes = new int[MOST_GROUPS];
    private final int[] ends = new int[MOST_GROUPS];
    private final char[] digits = new char[MOST_DIGITS];
    /** What stands before each group but the first. */
    private final char[] gaps = new char[MOST_GROUPS + 1];

    private int count;

    private PhoneForm(CharSequence text, boolean plus, boolean bracket) {
        this.text = text;
        this.plus = plus;
        this.bracket = bracket;
    }

    /** The form that begins at {@code start} with a digit, a plus or a bracket, or null if it has too few digits. */
    static @org.jspecify.annotations.Nullable PhoneForm read(CharSequence text, int start) {
        int at = start;
        boolean bracket = isOpen(text.charAt(at));
        at += bracket ? 1 : 0;
        boolean plus = at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '＋');
        at += plus ? 1 : 0;
        if (!bracket && plus && at < text.length() && isOpen(text.charAt(at))) {
            at++;
        }
        PhoneForm form = new PhoneForm(text, plus, bracket);
        form.read(at, bracket);
        return form.count < LEAST_DIGITS ? null : form;
    }

    private void read(int from, boolean bracket) {
        int at = from;
        boolean open = bracket;
        while (at >= 0 && groups < MOST_GROUPS) {
            int run = Ascii.digits(text, at);
            if (run == 0 || run + count > MOST_DIGITS) {
                return;
            }
            boolean trunk = plus && groups > 0 && run == 1 && text.charAt(at) == '0' && isOpen(text.charAt(at - 1));
            if (!trunk) {
                for (int i = 0; i < run; i++) {
                    digits[count++] = text.charAt(at + i);
                }
                sizes[groups] = run;
                int end = at + run;
                boolean closes = end < text.length() && isClose(text.charAt(end));
                ends[groups++] = closes && (open || (at > 0 && isOpen(text.charAt(at - 1)))) ? end + 1 : end;
            }
            at = next(at + run);
            open = false;
        }
    }

    /** Where the next group begins behind the one that ends at {@code end}, or -1. */
    private int next(int end) {
        int at = end;
        if (at < text.length() && isClose(text.charAt(at))) {
            at++;
        }
        int separators = 0;
        while (at < text.length() && separators < 3 && (isSeparator(text.charAt(at)) || isSlash(at, end))) {
            char c = text.charAt(at++);
            if (c == '.' && at < text.length() && text.charAt(at) == ' ') {
                return -1; // the end of a sentence
            }
            separators += c == ' ' ? 1 : 2;
            gaps[groups] = c;
        }
        if (at < text.length() && isOpen(text.charAt(at)) && at > end) {
            at++;
        } else if (at < text.length() && isOpen(text.charAt(at)) && plus) {
            at++;
        }
        return at > end && at < text.length() && Ascii.isDigit(text.charAt(at)) ? at : -1;
    }

    /** A slash behind an area code, as in {@code 030/123456}. */
    private boolean isSlash(int at, int end) {
        return at == end && text.charAt(at) == '/' && (groups == 1 || (plus && groups == 2));
    }

    int count() {
        return count;
    }

    int size(int group) {
        return sizes[group];
    }

    /** Whether all groups have a full stop between them. */
    boolean isDotted() {
        for (int i = 1; i < groups; i++) {
            if (gaps[i] != '.') {
                return false;
            }
        }
        return true;
    }

    char gap(int group) {
        return gaps[group];
    }

    int end(int group) {
        return ends[group];
    }

    char digit(int i) {
        return digits[i];
    }

    /** Digits in the first {@code most} groups. */
    int count(int most) {
        int sum = 0;
        for (int i = 0; i < most; i++) {
            sum += sizes[i];
        }
        return sum;
    }

    /** The number that {@code length} digits from {@code from} on spell. */
    int number(int from, int length) {
        int value = 0;
        for (int i = from; i < from + length; i++) {
            value = value * 10 + digits[i] - '0';
        }
        return value;
    }

    /** The first {@code length} digits from {@code from} on. */
    String digits(int from, int length) {
        return new String(digits, from, length);
    }

    /** Whether the groups from {@code from} on have these sizes, and a number of so many groups ends there. */
    boolean isShaped(int from, int... expected) {
        if (from + expected.length > groups) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (sizes[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOpen(char c) {
        return c == '(' || c == '（';
    }

    private static boolean isClose(char c) {
        return c == ')' || c == '）';
    }

    static boolean isSeparator(char c) {
        return c == ' '
                || c == '-'
                || c == '.'
                || c == '\u00a0'
                || (c >= '\u2010' && c <= '\u2015')
                || c == '－'
                || c == '·'
                || c == '—';
    }
}
