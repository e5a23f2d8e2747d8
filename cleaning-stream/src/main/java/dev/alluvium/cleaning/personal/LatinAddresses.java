package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postal addresses in Latin letters: a house's number and a street in the order of either side of the Atlantic, post boxes, forces'
 * addresses, and what belongs to them: flat, town, state or postcode, country. A street without a number is none. Every pattern is
 * tried at the words with which one may begin, and reads a bounded number of characters.
 */
final class LatinAddresses {
    private static final String WORD = "(?:\\p{Lu}[\\p{L}'’-]{0,24}+\\.?|\\d{1,4}(?:st|nd|rd|th)?)";
    private static final String NUMBER = "\\d{1,6}[A-Za-z]?(?:[-/]\\d{1,4})?";
    /** Of English. */
    private static final String ENGLISH =
            "(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Blvd|Place|Pl|Square|Sq|Way"
                    + "|Terrace|Ter|Crescent|Cres|Close|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Trail|Row|Walk|Mews|Grove|Gardens|Hill|Quay|Plaza"
                    + "|Freeway|Expressway|Turnpike|Loop|Alley|Rise|Parade|Green)\\b\\.?";
    /** Words of other languages that stand before the street's name. */
    private static final String BEFORE =
            "(?:Rua|Rue|Via|Viale|Calle|C/|Avenida|Avda|Av|Plaza|Plaça|Piazza|Paseo|Carrera|Carrer|Corso|Travessa|Largo"
                    + "|Praça|Ulica|ul|Avenue|Boulevard|Chemin|Allée|Quai|Place|Strada|Bulevardul|Rambla|Camino)";
    /** Ends of words of other languages that are streets. */
    private static final String ENDS =
            "(?:stra(?:ß|ss)e|str|weg|gasse|allee|platz|gatan|gata|gaten|vägen|väg|vej|veien|vei|(?<=\\p{L}{6})(?:gade|gate|tie)|katu|straat|laan"
                    + "|plein|kade|utca|út|ulice|třída|vegur|vegi|stræti|gränd|polku|kuja|damm|ufer|stígur|braut)\\b\\.?";

    private static final String TO_NAME =
            "(?:\\p{Lu}[\\p{L}'’-]{0,24}+\\.?|de|la|las|los|del|da|do|dos|das|du|des|di|della|der|den|van|el|y|e)";

    /** {@code 14 Crown Street}, {@code 638 2229 Wolmarans St}. */
    private static final Pattern STREET = Pattern.compile(NUMBER + ",? (?:" + WORD + " ){1,4}?" + ENGLISH);
    /** {@code Rua Igreja 25}, {@code Gartenstraße 3a}, with or without another number before. */
    private static final Pattern NUMBER_LAST = Pattern.compile("(?:" + NUMBER + ",? )?(?:" + BEFORE + "\\.? (?:"
            + TO_NAME + " ){0,3}+" + "|" + "(?:\\p{Lu}[\\p{L}'’-]{0,24}+ ){0,2}?" + "\\p{Lu}[\\p{L}'’-]{1,30}?" + ENDS
            + " |(?:\\p{Lu}[\\p{L}'’-]{0,24}+ ){1,2}?(?:utca|u|út|ulice|katu|tie|Weg|Ring)\\.? )" + NUMBER + "\\b\\.?");
    /** {@code PO Box 12}, {@code PSC 1437, Box 3833}, {@code Unit 1293 Box 4311}. */
    private static final Pattern BOX = Pattern.compile(
            "(?:P\\.? ?O\\.? ?Box \\d{1,6}|(?:PSC|CMR|Unit) \\d{1,5},? Box \\d{1,5}|US[NCGS]{1,4}V? \\p{Lu}[\\p{L}]{1,24})(?:(?:,|\\s){1,3}(?:APO|FPO|DPO),? A[AEP] \\d{5})?");
    /** What may follow, one after the other: a flat, a town, a state, a postcode, a country. */
    private static final Pattern UNIT = Pattern.compile(
            "[,\\s]{1,8}(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|Apto|Piso|#)\\.? ?#?[0-9A-Za-z-]{1,6}\\b");

    private static final Pattern TOWN = Pattern.compile(
            "(?:,\\s{1,6}|\\s?\\n\\s{0,6}| (?=\\p{Lu}[\\p{L}'’ -]{1,30},? (?:[A-Z]{2,3} )?\\d{4,5}\\b))"
                    + "(?:\\p{Lu}[\\p{L}'’.-]{1,24}+(?:[ -](?:\\p{Lu}\\p{Ll}|de |di |la |del |am |sur |upon |of |am )[\\p{L}'’.-]{0,24}+){0,3}+)");
    private static final Pattern CODE = Pattern.compile(
            "[,\\s]{1,8}(?:[A-Z]{2,3},?[ \\n]{1,4})?(?:\\d{5}-\\d{4}|\\d{3} ?\\d{2}|\\d{4,6}|[A-Z]{1,2}\\d[A-Z0-9]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)\\b(?!-\\d)");
    private static final Pattern STATE = Pattern.compile(",\\s{1,4}[A-Z]{2,3}\\b");
    private static final int MOST_PARTS = 6;
    private static final String STARTS = "0123456789";

    private LatinAddresses() {}

    /** The addresses in {@code text}, in order. */
    static List<PersonalSpan> scan(CharSequence text) {
        List<PersonalSpan> found = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean begins = (STARTS.indexOf(c) >= 0 || Character.isUpperCase(c))
                    && (at == 0
                            || (!Character.isLetterOrDigit(text.charAt(at - 1))
                                    && "_-./@,".indexOf(text.charAt(at - 1)) < 0));
            int end = begins ? end(text, at) : -1;
            if (end > at) {
                found.add(new PersonalSpan(PersonalType.ADDRESS, at, end));
                at = end;
            } else {
                at++;
            }
        }
        return found;
    }

    private static int end(CharSequence text, int start) {
        boolean number = STARTS.indexOf(text.charAt(start)) >= 0;
        int end = number && !isYear(text, start)
                ? lookingAt(STREET, text, start)
                : number ? -1 : lookingAt(BOX, text, start);
        end = end > 0 ? end : lookingAt(NUMBER_LAST, text, start);
        if (end < 0) {
            return -1;
        }
        int towns = 0;
        for (int i = 0; i < MOST_PARTS; i++) {
            int next = lookingAt(UNIT, text, end);
            next = next > 0 ? next : lookingAt(CODE, text, end);
            if (next < 0 && towns < 2) {
                next = lookingAt(TOWN, text, end);
                next = next > 0 && !isTown(text, next) ? -1 : next;
                towns++;
            }
            next = next > 0 ? next : lookingAt(STATE, text, end);
            if (next < 0) {
                return end;
            }
            end = next;
        }
        return end;
    }

    /** "In 2019", "since 1998": no house has that number. */
    private static boolean isYear(CharSequence text, int start) {
        boolean four = Ascii.digits(text, start) == 4 && start > 2 && text.charAt(start - 1) == ' ';
        int century = four ? Ascii.number(text, start, 2) : 0;
        return (century == 19 || century == 20)
                && (Ascii.lower(text.charAt(start - 2)) == 'n' || Ascii.startsWith(text, "since", start - 6));
    }

    /** Whether what looks like a town is followed by a state, a postcode, the end of the line or a mark: not by a sentence. */
    private static boolean isTown(CharSequence text, int end) {
        return end >= text.length() || ",.;?!\n)\"".indexOf(text.charAt(end)) >= 0 || lookingAt(CODE, text, end) > 0;
    }

    private static int lookingAt(Pattern pattern, CharSequence text, int start) {
        Matcher matcher = pattern.matcher(text).region(start, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
