package dev.alluvium.model.jinja;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The filters over texts that differ from Python's methods of the same name, or have none. */
final class TextFilters {
    static final Set<String> NAMES = Set.of(
            "trim",
            "upper",
            "lower",
            "capitalize",
            "title",
            "replace",
            "indent",
            "center",
            "wordcount",
            "urlencode",
            "format");

    private TextFilters() {}

    /** Capital letters behind blanks, hyphens and opening brackets alone. */
    static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean begins = true;
        for (char c : text.toCharArray()) {
            title.append(
                    begins
                            ? String.valueOf(c).toUpperCase(Locale.ROOT)
                            : String.valueOf(c).toLowerCase(Locale.ROOT));
            begins = Python.space(c) || "-({[<".indexOf(c) >= 0;
        }
        return title.toString();
    }

    static String indent(String text, Arguments arguments, Budget budget) {
        Object width = arguments.get(0, "width");
        int blanks = width instanceof String ? 0 : arguments.integer(0, "width", 4);
        budget.check(blanks);
        String indentation = width instanceof String given ? given : " ".repeat(Math.max(0, blanks));
        // Jinja cuts into lines only with a line break added, so that a break at the end begins a line.
        List<Object> lines = TextSplit.lines(text + "\n", false, budget);
        budget.text(text.length() + (long) lines.size() * indentation.length());
        boolean blank = arguments.flag(2, "blank");
        List<String> indented = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean wanted = i == 0 ? arguments.flag(1, "first") : blank || !line.isEmpty();
            indented.add(wanted ? indentation + line : line);
        }
        return String.join("\n", indented);
    }

    static long words(String text) {
        long words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_';
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }

    static String urlEncoded(String text, Budget budget) {
        budget.text(9L * text.length());
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }
}
