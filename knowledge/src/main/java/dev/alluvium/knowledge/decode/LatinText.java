package dev.alluvium.knowledge.decode;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Windows-1252, and with it Latin-1, told from its neighbours. The letters that all Latin encodings have at the same
 * place decide by themselves; others, such as the à that stands for ŕ, ā or ‡ elsewhere, only if the text has the
 * words of a language that writes them. A letter that stands where no language has it, such as a capital after a small
 * one, makes it another encoding.
 */
final class LatinText {
    static final Charset CHARSET = Charset.forName("windows-1252");

    /** At the same place in windows-1250, -1252, -1254 and -1257 and in Latin 1, 2 and 9. */
    private static final String SHARED = "äöüßÄÖÜéÉóÓ";

    private static final String QUOTES = "‘’“”„«»‹›…–—";
    private static final String SYMBOLS = "°§€£©®™²³±·×µ¼½¾•\u00A0";

    private static final int FEWEST_WORDS = 2;

    /** Of a text's words, one in so many is a function word of its language. */
    private static final int WORDS = 20;

    /** A language: its letters beside ASCII and the shared ones, and words that others do not have. */
    private record Language(String letters, Set<String> words) {}

    private static final List<Language> LANGUAGES = List.of(
            new Language(
                    "àâæçèêëîïôœùûüÿ«»",
                    Set.of(
                            "les", "des", "est", "une", "dans", "pour", "que", "qui", "avec", "sur", "pas", "du", "au",
                            "et", "par", "vous", "il", "nous", "la", "le", "ce", "cette", "être")),
            new Language(
                    "áíñú¿¡ºª",
                    Set.of(
                            "el", "los", "las", "que", "en", "una", "por", "con", "para", "es", "del", "como", "la",
                            "se", "un", "más", "está", "de", "lo", "su", "qué", "cómo")),
            new Language(
                    "áâãàçêíôõúºª",
                    Set.of(
                            "os", "as", "que", "em", "uma", "por", "com", "para", "não", "um", "do", "da", "dos", "das",
                            "na", "no", "são", "está", "de", "se", "mais")),
            new Language(
                    "àèìòùíú",
                    Set.of(
                            "il", "di", "che", "per", "una", "con", "non", "sono", "del", "della", "gli", "le", "la",
                            "un", "è", "si", "dei", "nel", "più", "questo")),
            new Language(
                    "åæøàêô",
                    Set.of(
                            "og", "och", "det", "er", "är", "som", "på", "att", "at", "for", "för", "med", "ikke",
                            "inte", "en", "et", "ett", "av", "af", "til", "till", "den", "har", "kan")),
            new Language(
                    "ëïèêáíúç",
                    Set.of(
                            "het", "een", "van", "niet", "dat", "voor", "met", "zijn", "wordt", "naar", "deze", "de",
                            "en", "op", "bij")),
            new Language("äåöü", Set.of("ja", "ei", "se", "että", "mutta", "oli", "voi", "kun", "jos", "ole")),
            new Language(
                    "àâçèêëîïñôûáíúåøæ",
                    Set.of("the", "of", "and", "is", "to", "in", "for", "with", "that", "are", "this", "be")));

    private final String text;
    private final Set<Character> letters = new HashSet<>();
    private boolean mixed;
    private boolean signs;

    private LatinText(String text) {
        this.text = text;
    }

    /** Whether the text is windows-1252 and would read otherwise in no neighbour of it. */
    static boolean isCertain(byte[] bytes) {
        return TextEncoding.fits(bytes, CHARSET, true) && new LatinText(new String(bytes, CHARSET)).isCertain();
    }

    private boolean isCertain() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                int end = endOfWord(i);
                if (!isWord(i, end)) {
                    return false;
                }
                i = end;
            } else if (c >= 0x80 && !isSign(i)) {
                return false;
            } else {
                signs |= c >= 0x80;
                i++;
            }
        }
        return letters.isEmpty() ? signs : mixed && isOfOneLanguage();
    }

    /** Whether bytes above ASCII stand mostly alone, or the words are made of them alone: no two-byte encoding. */
    static boolean looksOneByte(byte[] bytes) {
        int runs = 0;
        int odd = 0;
        int i = 0;
        while (i < bytes.length) {
            int begin = i;
            while (i < bytes.length && bytes[i] < 0) {
                i++;
            }
            runs += i > begin ? 1 : 0;
            odd += (i - begin) % 2;
            i++;
        }
        return runs > 0 && odd * 3 >= runs;
    }

    private int endOfWord(int begin) {
        int end = begin;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether a word is written as words are; its letters beyond ASCII go into {@code letters}. */
    private boolean isWord(int begin, int end) {
        boolean ascii = false;
        boolean small = false;
        int beyond = 0;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            ascii |= c < 0x80;
            if (c >= 0x80) {
                beyond++;
                letters.add(c);
                if (small && Character.isUpperCase(c)) {
                    return false;
                }
            }
            small |= Character.isLowerCase(c);
        }
        // A word that is one letter, such as à, is left to the language's other words.
        mixed |= beyond > 0 && ascii;
        return beyond == 0 || ascii || (beyond == 1 && "àÀèÈéÉóÓåÅöÖêÊºª".indexOf(text.charAt(begin)) >= 0);
    }

    /** A quote or sign where it may stand: not between two others that are no quotes. */
    private boolean isSign(int at) {
        char c = text.charAt(at);
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        char after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
        if (QUOTES.indexOf(c) >= 0) {
            return c == '’' || !(Character.isLetter(before) && Character.isLetter(after));
        }
        if (c == '¿' || c == '¡') {
            return !Character.isLetter(before) && (Character.isLetter(after) || after == '"');
        }
        boolean alone = plain(before) && plain(after);
        return SYMBOLS.indexOf(c) >= 0 && alone && !(Character.isLetter(before) && Character.isLetter(after));
    }

    private static boolean plain(char c) {
        return c < 0x80 || QUOTES.indexOf(c) >= 0 || c == '\u00A0' || c == '€';
    }

    private boolean isOfOneLanguage() {
        Set<Character> asked = new HashSet<>();
        letters.stream()
                .filter(c -> SHARED.indexOf(c) < 0)
                .map(Character::toLowerCase)
                .forEach(asked::add);
        if (asked.isEmpty()) {
            return true;
        }
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1));
        return LANGUAGES.stream()
                .filter(language ->
                        asked.stream().allMatch(c -> language.letters().indexOf(c) >= 0))
                .anyMatch(language -> speaks(language, words));
    }

    private static boolean speaks(Language language, List<String> words) {
        long found = words.stream().filter(language.words()::contains).count();
        long different =
                words.stream().filter(language.words()::contains).distinct().count();
        return different >= FEWEST_WORDS && found * WORDS >= words.size();
    }
}
