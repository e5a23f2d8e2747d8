package dev.alluvium.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts with known relations: pairs of which one is an edited copy of the other, and siblings that differ by one number.
 * English and Chinese by turns, of 60 to 3,000 characters, the same for the same seed.
 */
public final class DedupCorpus {
    private static final String SYLLABLES = "ka lo mi ren tas vo del pur sin gol ber na fi dro um ex tra cel bin ost";
    private static final int WORDS = 3000;
    private static final int FIRST_IDEOGRAPH = 0x4E10;
    private static final int IDEOGRAPHS = 2500;
    private static final double MOST_EDITS = 0.12;

    private final Random random;
    private final List<String> words;

    /** Two texts, and whether they are siblings rather than a text and its edited copy. */
    public record Pair(String one, String other, boolean siblings) {
        /** The first text in other case, spacing and punctuation: it says the same. */
        public String repeat() {
            return one.toUpperCase(Locale.ROOT).replace(" ", "  ") + "!";
        }
    }

    public DedupCorpus(long seed) {
        random = new Random(seed);
        String[] syllables = SYLLABLES.split(" ");
        words = IntStream.range(0, WORDS)
                .mapToObj(i -> IntStream.rangeClosed(0, 1 + random.nextInt(3))
                        .mapToObj(j -> syllables[random.nextInt(syllables.length)])
                        .collect(Collectors.joining()))
                .toList();
    }

    /** The next {@code count} pairs; every fourth is a pair of siblings. */
    public List<Pair> pairs(int count) {
        return IntStream.range(0, count).mapToObj(this::pair).toList();
    }

    /**
     * The next pair.
     *
     * @param i its number: by this they are English or Chinese, and siblings or not
     */
    public Pair pair(int i) {
        boolean chinese = i % 2 == 1;
        List<String> text = text(chinese);
        int number = random.nextInt(text.size());
        text.set(number, text.get(number) + (chinese ? "" : " ") + (100 + random.nextInt(800)));
        boolean siblings = i % 8 >= 6;
        List<String> other = siblings ? sibling(text, number) : edited(text, number, chinese);
        return new Pair(join(text, chinese), join(other, chinese), siblings);
    }

    private List<String> text(boolean chinese) {
        double size = Math.exp(random.nextDouble() * Math.log(50));
        int length = (int) ((chinese ? 50 : 10) * size);
        return IntStream.range(0, length).mapToObj(i -> word(chinese)).collect(Collectors.toCollection(ArrayList::new));
    }

    private String word(boolean chinese) {
        if (!chinese) {
            return words.get(random.nextInt(words.size()));
        }
        char c;
        do {
            c = (char) (FIRST_IDEOGRAPH + random.nextInt(IDEOGRAPHS));
        } while ("一二三四五六七八九十百千万亿零两不没无非未别勿".indexOf(c) >= 0);
        return Character.toString(c);
    }

    /** A share of the words, drawn anew for each pair, is replaced, left out or doubled. */
    private List<String> edited(List<String> text, int keep, boolean chinese) {
        double edits = random.nextDouble() * MOST_EDITS;
        List<String> other = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            if (i == keep || random.nextDouble() >= edits) {
                other.add(text.get(i));
            } else if (random.nextInt(3) > 0) {
                other.add(word(chinese));
            }
        }
        return other;
    }

    private static List<String> sibling(List<String> text, int number) {
        List<String> other = new ArrayList<>(text);
        String with = text.get(number);
        char last = with.charAt(with.length() - 1);
        other.set(number, with.substring(0, with.length() - 1) + (last == '9' ? '1' : (char) (last + 1)));
        return other;
    }

    private static String join(List<String> words, boolean chinese) {
        return String.join(chinese ? "" : " ", words);
    }
}
