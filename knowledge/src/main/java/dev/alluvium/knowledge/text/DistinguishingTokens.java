package dev.alluvium.knowledge.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What two texts must agree in, in this order, to be taken for the same, however alike they are otherwise: numbers in
 * digits or words (English and Chinese) with their units, codes that hold a digit, negations, and Latin names within a
 * sentence. Business records differ from their siblings by just these.
 *
 * <p>Names that begin a sentence, and Chinese names, are not recognised: they weigh in the similarity alone.
 */
public final class DistinguishingTokens {
    private static final String CONNECTORS = "-.,:/_'";
    private static final Pattern PARTS = Pattern.compile("[-.,:/_]");

    /** What has more digits is a code: computing with it would take the square of their number. */
    private static final int LONGEST_NUMBER = 64;

    private final String text;
    private final List<String> found = new ArrayList<>();
    private final SpokenNumber spoken = new SpokenNumber();
    private boolean sentenceStart = true;
    private int at;

    private DistinguishingTokens(String text) {
        this.text = text;
    }

    /** The particulars of a text in order, in a canonical form. */
    public static List<String> of(String text) {
        DistinguishingTokens scan = new DistinguishingTokens(text);
        while (scan.at < text.length()) {
            scan.step();
        }
        scan.endNumber();
        return scan.found;
    }

    private void step() {
        char c = charAt(at);
        switch (DistinguishingCharClass.of(c)) {
            case DistinguishingCharClass.WORD -> word();
            case DistinguishingCharClass.NUMERAL -> chineseNumber();
            case DistinguishingCharClass.SIGN -> {
                at++;
                String sign = Character.toString(c);
                add(Objects.requireNonNullElse(MeaningWords.unit(sign), sign));
            }
            case DistinguishingCharClass.NEGATION -> {
                at++;
                add("not");
                sentenceStart = false;
            }
            case DistinguishingCharClass.SENTENCE_END -> {
                at++;
                endNumber();
                sentenceStart = true;
            }
            case DistinguishingCharClass.IDEOGRAPH -> {
                at++;
                unit(c);
                sentenceStart = false;
            }
            default -> at++;
        }
    }

    /** A Chinese unit directly behind a number: the longest that begins here. */
    private void unit(char first) {
        if (spoken.pending()) {
            int end = Math.min(text.length(), at + 1);
            String two = text.substring(at - 1, Math.min(text.length(), at + 1));
            String unit = MeaningWords.unit(two);
            if (unit == null) {
                unit = MeaningWords.unit(Character.toString(first));
            } else {
                at = end;
            }
            endNumber();
            if (unit != null) {
                found.add(unit);
            }
        }
    }

    private void chineseNumber() {
        int start = at;
        while (at < text.length() && ChineseNumerals.numeral(text.charAt(at))) {
            at++;
        }
        String numeral = text.substring(start, at);
        if (numeral.length() > LONGEST_NUMBER) {
            add(numeral);
        } else if (ChineseNumerals.scale(numeral) && spoken.pending()) {
            spoken.times(ChineseNumerals.value(numeral));
        } else {
            endNumber();
            spoken.number(ChineseNumerals.value(numeral));
        }
        sentenceStart = false;
    }

    private void word() {
        int start = at;
        boolean digits = false;
        boolean plain = !spoken.pending();
        int hash = 0;
        for (; at < text.length(); at++) {
            char c = charAt(at);
            if (DistinguishingCharClass.of(c) == DistinguishingCharClass.WORD) {
                digits |= c <= '9' || Character.isDigit(c);
                plain &= !Character.isUpperCase(c);
                hash = hash * 31 + c;
            } else if (connects(at)) {
                plain &= c != '\'' && !MeaningWords.mayMatter(hash);
                hash = 0;
            } else {
                break;
            }
        }
        if (digits) {
            numberOrCode(MeaningWords.halfWidth(text, start, at));
        } else if (!plain || MeaningWords.mayMatter(hash)) {
            for (String part : PARTS.split(MeaningWords.halfWidth(text, start, at))) {
                plain(part);
            }
        }
        sentenceStart = false;
    }

    private void numberOrCode(String word) {
        int letters = WrittenNumber.end(word);
        String unit = letters == word.length() ? "" : MeaningWords.unit(MeaningWords.lower(word.substring(letters)));
        if (letters > 0 && letters <= LONGEST_NUMBER && unit != null) {
            endNumber();
            spoken.number(WrittenNumber.value(word.substring(0, letters)));
            if (!unit.isEmpty()) {
                add(unit);
            }
        } else {
            add(MeaningWords.lower(word));
        }
    }

    private void plain(String word) {
        String lower = MeaningWords.lower(word);
        String unit = spoken.pending() ? MeaningWords.unit(lower) : null;
        if (unit == null && spoken.word(lower)) {
            return;
        }
        endNumber();
        if (unit != null) {
            found.add(unit);
        } else if (MeaningWords.negation(lower)) {
            found.add("not");
        } else if (MeaningWords.name(word, sentenceStart)) {
            found.add(lower);
        }
        sentenceStart = false;
    }

    private void add(String particular) {
        endNumber();
        found.add(particular);
    }

    private void endNumber() {
        spoken.end().ifPresent(found::add);
    }

    private char charAt(int index) {
        return CharacterFolding.half(text.charAt(index));
    }

    private boolean connects(int index) {
        return CONNECTORS.indexOf(text.charAt(index)) >= 0
                && index + 1 < text.length()
                && DistinguishingCharClass.of(charAt(index + 1)) == DistinguishingCharClass.WORD;
    }
}
