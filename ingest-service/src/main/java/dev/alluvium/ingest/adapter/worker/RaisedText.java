package dev.alluvium.ingest.adapter.worker;

import java.util.Set;
import java.util.regex.Pattern;

/** Raised and lowered text written as such: with Unicode's letters where it has all of them, else behind {@code ^} or {@code _}. */
final class RaisedText {
    private static final String PLAIN = "0123456789+-=()ni";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    private static final Set<String> ORDINALS =
            Set.of("st", "nd", "rd", "th", "er", "re", "e", "o", "a", "º", "ª", "®", "™", "°", "′", "″");
    /** Points to a note or a source, and says nothing of the value before it. */
    private static final Pattern NOTE = Pattern.compile("[\\[［〔].*[\\]］〕]|[*†‡§①-⓿]+|.*[⺀-鿿].*");

    private RaisedText() {}

    /** {@code text}, which may be escaped as XML is, at its height. */
    static String of(String text, boolean raised) {
        String plain = text.strip();
        if (plain.isEmpty()
                || (raised && (ORDINALS.contains(plain) || NOTE.matcher(plain).matches()))) {
            return text;
        }
        if (raised && plain.equals("TM")) {
            return "™";
        }
        String after = text.endsWith(" ") ? " " : "";
        String letters = raised ? RAISED : LOWERED;
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i) == '\u2212' || plain.charAt(i) == '\u2013' ? '-' : plain.charAt(i);
            int index = PLAIN.indexOf(c);
            if (index < 0 || index >= letters.length()) {
                String mark = raised ? "^" : "_";
                return mark + (plain.length() == 1 ? plain : "(" + plain + ")") + after;
            }
            script.append(letters.charAt(index));
        }
        return script.append(after).toString();
    }
}
