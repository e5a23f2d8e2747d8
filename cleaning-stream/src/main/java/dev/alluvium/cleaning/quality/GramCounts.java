package dev.alluvium.cleaning.quality;

/** Counts the n-grams of one text, in a table that each length of them uses anew. */
final class GramCounts {
    private final TextUnits units;
    private final LongCounts counts;

    GramCounts(TextUnits units) {
        this.units = units;
        counts = new LongCounts(units.count());
    }

    /** Share of characters that the most frequent n-gram covers; 0 where none stands twice. */
    double top(int n) {
        counts.clear();
        long power = TextUnits.power(n);
        int best = 1;
        int length = 0;
        for (int i = 0; i + n <= units.count(); i++) {
            int count = counts.add(units.gram(i, n, power));
            if (count > best || (count == best && count > 1 && units.length(i, n) > length)) {
                best = count;
                length = units.length(i, n);
            }
        }
        return best < 2 ? 0 : (double) best * length / units.characters();
    }

    /** Share of characters in n-grams that stood before, none counted twice. */
    double duplicates(int n) {
        counts.clear();
        long power = TextUnits.power(n);
        int repeated = 0;
        int i = 0;
        while (i + n <= units.count()) {
            if (counts.add(units.gram(i, n, power)) > 1) {
                repeated += units.length(i, n);
                i += n;
            } else {
                i++;
            }
        }
        return units.characters() == 0 ? 0 : (double) repeated / units.characters();
    }
}
