package dev.alluvium.evaluator.card;

import java.util.List;
import java.util.Locale;

/** Text and numbers as they may stand in a page. */
final class Html {
    private Html() {}

    /** Text in which nothing is markup; control and bidirectional characters are shown, not obeyed. */
    static String text(String raw) {
        StringBuilder out = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (isInvisible(c)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t'
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /**
     * A table; where a screen is too narrow for its columns, each cell stands below the one before and names its column.
     *
     * @param rows cells as HTML
     */
    static String table(List<String> columns, List<List<String>> rows) {
        StringBuilder out = new StringBuilder("<div class=\"scroll\"><table class=\"stacking\"><thead><tr>");
        columns.forEach(column -> out.append("<th>").append(column).append("</th>"));
        out.append("</tr></thead><tbody>");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append("<td data-column=\"").append(columns.get(i)).append("\">");
                out.append(row.get(i)).append("</td>");
            }
            out.append("</tr>");
        }
        return out.append("</tbody></table></div>").toString();
    }

    static String percent(double share) {
        double percent = 100 * share;
        return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
    }
}
