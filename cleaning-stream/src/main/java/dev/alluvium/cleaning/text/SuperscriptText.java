package dev.alluvium.cleaning.text;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/** Superscripts and subscripts in plain text: {@code 10⁶}, {@code H₂O}, {@code x^(a+b)}; marks of notes stand apart. */
final class SuperscriptText {
    private static final String PLAIN = "0123456789+-=()ni−";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    private static final Set<String> ORDINALS = Set.of(
            "st", "nd", "rd", "th", "er", "re", "ère", "e", "ème", "o", "a", "os", "as", "º", "ª", "®", "™", "℠", "°");

    /** Words that have a power: units of measure, by which a note's mark is told from an exponent. */
    private static final Set<String> UNITS = Set.of((""
                    + "mm cm dm km nm μm µm um pm fm ft in yd mi sq min mol kg mg ms us ns kHz Hz MHz GHz Pa kPa MPa kN"
                    + " sec rad sin cos tan cot log ln exp det dx dy dt dr erg cd lm lx hr")
            .split(" "));

    private static final int SHORT_WORD = 4;

    private SuperscriptText() {}

    /** How {@code element} is written behind {@code before}. */
    static String of(CharSequence before, Element element) {
        String content = element.text().strip();
        if (content.isEmpty()) {
            return "";
        }
        if (element.selectFirst("> sup, > sub") != null) {
            return (element.normalName().equals("sub") ? "_(" : "^(") + nested(element) + ")";
        }
        return element.normalName().equals("sub") ? lowered(content) : raised(before, element, content);
    }

    /** An exponent of an exponent: {@code 2^3}. */
    private static String nested(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child : element.childNodes()) {
            if (child instanceof TextNode leaf) {
                text.append(leaf.text());
            } else if (child instanceof Element inner) {
                String name = inner.normalName();
                text.append(name.equals("sup") ? "^" : name.equals("sub") ? "_" : "")
                        .append(inner.text());
            }
        }
        return text.toString().strip();
    }

    private static String raised(CharSequence before, Element element, String content) {
        if (content.equalsIgnoreCase("TM")) {
            return "™";
        }
        if (ORDINALS.contains(content)) {
            return content;
        }
        if (isNote(before, element, content)) {
            boolean apart = before.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1));
            String mark = content.startsWith("[") || content.startsWith("(") || !isNumber(content)
                    ? content
                    : "[" + content + "]";
            return (apart ? "" : " ") + mark;
        }
        String raised = translated(content, RAISED);
        return raised != null ? raised : content.length() == 1 ? "^" + content : "^(" + content + ")";
    }

    private static String lowered(String content) {
        String lowered = translated(content, LOWERED);
        return lowered != null ? lowered : isWord(content) ? "_" + content : "_(" + content + ")";
    }

    private static @Nullable String translated(String content, String letters) {
        StringBuilder translated = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            int index = PLAIN.indexOf(content.charAt(i));
            if (index < 0 || index >= letters.length()) {
                return null;
            }
            translated.append(letters.charAt(index));
        }
        return translated.toString();
    }

    /** The mark of a note: a link, one in brackets, a star, or a number behind a word, a sentence or a count. */
    private static boolean isNote(CharSequence before, Element element, String content) {
        if (element.selectFirst("a") != null
                || content.startsWith("[")
                || "*†‡§".indexOf(content.charAt(0)) >= 0
                || element.className().matches(".*(?i:note|ref|cite).*")) {
            return true;
        }
        if (!isNumber(content)) {
            return false;
        }
        int end = before.length();
        if (end == 0) {
            return true;
        }
        char last = before.charAt(end - 1);
        if (Character.isDigit(last)) {
            return content.equals("1");
        }
        if (!Character.isLetter(last)) {
            return ")]}|'".indexOf(last) < 0;
        }
        int from = end;
        while (from > 0 && end - from < 16 && isWordPart(before.charAt(from - 1))) {
            from--;
        }
        String word = before.subSequence(from, end).toString();
        if (end - from < SHORT_WORD && isOperand(before, from)) {
            return false;
        }
        return word.length() > 1 && !UNITS.contains(word) && !Character.isDigit(before.charAt(from)) && !hasDigit(word);
    }

    /** Whether an operator stands before: {@code E = mc²}. */
    private static boolean isOperand(CharSequence before, int start) {
        int at = start > 0 && before.charAt(start - 1) == ' ' ? start - 1 : start;
        return at > 0 && "=+−×·/*≈≤≥<>^√".indexOf(before.charAt(at - 1)) >= 0;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }

    private static boolean isNumber(String content) {
        return content.chars().allMatch(c -> c >= '0' && c <= '9' || c == ',' || c == ' ');
    }

    private static boolean isWord(String content) {
        return content.chars().allMatch(Character::isLetterOrDigit);
    }
}
