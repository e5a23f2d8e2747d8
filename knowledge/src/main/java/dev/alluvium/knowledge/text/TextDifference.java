package dev.alluvium.knowledge.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Says in words what two texts differ in, token by token. The work is bounded: of texts that differ in more than {@value
 * #MOST_EDITS} tokens it says so and no more.
 */
public final class TextDifference {
    private static final int MOST_EDITS = 40;
    private static final int MOST_NAMED = 5;
    private static final int LONGEST = 40;

    private final ContentTokens one;
    private final ContentTokens other;
    private int start;
    private int oneEnd;
    private int otherEnd;

    private TextDifference(ContentTokens one, ContentTokens other) {
        this.one = one;
        this.other = other;
        this.oneEnd = one.count();
        this.otherEnd = other.count();
    }

    /** What {@code other} has otherwise than {@code one}, such as {@code "the" -> "a"; punctuation}. */
    public static String words(List<String> one, List<String> other) {
        return new TextDifference(ContentFingerprint.tokens(one), ContentFingerprint.tokens(other)).words();
    }

    private String words() {
        List<String> said = new ArrayList<>(edits());
        said.addAll(looks());
        return said.isEmpty() ? "nothing that is compared" : String.join("; ", said);
    }

    /** The replaced, added and missing tokens. */
    private List<String> edits() {
        trim();
        int[][] reached = reached();
        if (reached.length == 0) {
            return List.of(sameTokens() ? "the order of its sentences" : "more than " + MOST_EDITS + " words");
        }
        return named(reached);
    }

    private void trim() {
        while (start < oneEnd && start < otherEnd && one.hash(start) == other.hash(start)) {
            start++;
        }
        while (oneEnd > start && otherEnd > start && one.hash(oneEnd - 1) == other.hash(otherEnd - 1)) {
            oneEnd--;
            otherEnd--;
        }
    }

    /** The rows of Myers' algorithm (1986) up to the one that ends; none if there are too many. */
    private int[][] reached() {
        int width = 2 * MOST_EDITS + 3;
        int[] furthest = new int[width];
        List<int[]> rows = new ArrayList<>();
        for (int edits = 0; edits <= MOST_EDITS; edits++) {
            int[] row = furthest.clone();
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                int at = diagonal + MOST_EDITS + 1;
                boolean down = diagonal == -edits || diagonal != edits && furthest[at - 1] < furthest[at + 1];
                int x = edits == 0 ? 0 : down ? furthest[at + 1] : furthest[at - 1] + 1;
                while (same(x, x - diagonal)) {
                    x++;
                }
                row[at] = x;
                if (x >= oneEnd - start && x - diagonal >= otherEnd - start) {
                    rows.add(row);
                    return rows.toArray(int[][]::new);
                }
            }
            rows.add(row);
            furthest = row;
        }
        return new int[0][];
    }

    private boolean same(int x, int y) {
        return y >= 0 && start + x < oneEnd && start + y < otherEnd && one.hash(start + x) == other.hash(start + y);
    }

    /** Walks back through the rows, and names runs of edits as replacements. */
    private List<String> named(int[][] rows) {
        int x = oneEnd - start;
        int y = otherEnd - start;
        boolean[] gone = new boolean[x];
        boolean[] fresh = new boolean[y];
        for (int edits = rows.length - 1; edits > 0; edits--) {
            int[] before = rows[edits - 1];
            int at = x - y + MOST_EDITS + 1;
            boolean down = x - y == -edits || x - y != edits && before[at - 1] < before[at + 1];
            int fromX = down ? before[at + 1] : before[at - 1];
            int fromY = down ? fromX - (x - y + 1) : fromX - (x - y - 1);
            if (down) {
                fresh[fromY] = true;
            } else {
                gone[fromX] = true;
            }
            x = fromX;
            y = fromY;
        }
        return runs(gone, fresh);
    }

    private List<String> runs(boolean[] gone, boolean[] fresh) {
        List<String> runs = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (x < gone.length || y < fresh.length) {
            int fromX = x;
            int fromY = y;
            while (x < gone.length && gone[x]) {
                x++;
            }
            while (y < fresh.length && fresh[y]) {
                y++;
            }
            if (x == fromX && y == fromY) {
                x++;
                y++;
            } else {
                runs.add(run(one, fromX, x) + " -> " + run(other, fromY, y));
            }
        }
        int more = runs.size() - MOST_NAMED;
        List<String> named = new ArrayList<>(runs.subList(0, Math.min(runs.size(), MOST_NAMED)));
        if (more > 0) {
            named.add(more + " more");
        }
        return named;
    }

    private String run(ContentTokens tokens, int from, int to) {
        if (from == to) {
            return "nothing";
        }
        String written = tokens.text(start + from, start + to - 1);
        return '"' + (written.length() > LONGEST ? written.substring(0, LONGEST) + "…" : written) + '"';
    }

    private boolean sameTokens() {
        return Arrays.equals(sorted(one), sorted(other));
    }

    private static long[] sorted(ContentTokens tokens) {
        return java.util.stream.IntStream.range(0, tokens.count())
                .mapToLong(tokens::hash)
                .sorted()
                .toArray();
    }

    /** What tokens do not show. */
    private List<String> looks() {
        List<String> looks = new ArrayList<>();
        String first = one.text();
        String second = other.text();
        if (start == one.count() && start == other.count() && !first.equals(second)) {
            String bare = first.replaceAll("\\s", "");
            String otherBare = second.replaceAll("\\s", "");
            boolean letters = letters(first).equals(letters(second));
            if (!letters) {
                looks.add("case");
            }
            if (bare.equals(otherBare)) {
                looks.add("white space");
            } else if (!lower(bare).equals(lower(otherBare))) {
                looks.add("punctuation");
            }
        }
        return looks;
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
