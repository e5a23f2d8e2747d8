package dev.alluvium.cleaning.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The lines of a text that are not blank, and shares of them. */
public record Lines(List<String> lines) {
    private static final String SENTENCE_ENDS = ".?!\"'。？！”’…；;：:）)》।॥۔؟։።";
    private static final String BULLETS = "•-*·●○■◆";

    public Lines {
        lines = List.copyOf(lines);
    }

    static Lines of(String text) {
        return new Lines(
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }

    int count() {
        return lines.size();
    }

    /** Share of characters in lines that stood before. */
    double duplicates() {
        Set<String> seen = new HashSet<>();
        int all = 0;
        int repeated = 0;
        for (String line : lines) {
            all += line.length();
            repeated += seen.add(line) ? 0 : line.length();
        }
        return all == 0 ? 0 : (double) repeated / all;
    }

    double bullets() {
        return share(line -> BULLETS.indexOf(line.charAt(0)) >= 0);
    }

    double ellipses() {
        return share(line -> line.endsWith("...") || line.endsWith("…"));
    }

    double sentences() {
        return share(Lines::endsSentence);
    }

    /** Share of lines of so many characters or fewer that do not end a sentence: those of a FAQ do. */
    double shorterThan(int characters) {
        return share(line -> line.length() <= characters && !endsSentence(line));
    }

    private static boolean endsSentence(String line) {
        return SENTENCE_ENDS.indexOf(line.charAt(line.length() - 1)) >= 0;
    }

    private double share(Predicate<String> condition) {
        return lines.isEmpty() ? 0 : (double) lines.stream().filter(condition).count() / lines.size();
    }
}
