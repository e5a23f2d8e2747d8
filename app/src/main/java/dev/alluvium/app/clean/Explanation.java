package dev.alluvium.app.clean;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.cleaning.personal.Placeholders;
import dev.alluvium.cleaning.personal.Redactor;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterObserver;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;

/** What each stage did to one record, in lines. Before redaction has seen a value, only its placeholder is shown. */
final class Explanation implements FilterObserver {
    private static final int CONTEXT = 24;
    private static final int LONGEST = 160;

    private final Redactor redactor;
    private final List<String> lines = new ArrayList<>();

    Explanation(Redactor redactor) {
        this.redactor = redactor;
    }

    @Override
    public void filtered(Filter filter, FilteredRecord before, FilterResult verdict) {
        if (verdict instanceof FilterResult.Drop drop) {
            lines.add("  " + filter.name() + ": rejected, " + drop.reason().code() + ": " + drop.detail());
            return;
        }
        FilteredRecord after = ((FilterResult.Keep) verdict).filtered();
        after.steps().subList(before.steps().size(), after.steps().size()).forEach(step -> lines.add("  " + step));
        if (!filter.name().startsWith("redact") && !after.record().equals(before.record())) {
            fields("", Json.mapper().valueToTree(before.record()), Json.mapper().valueToTree(after.record()));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    private void fields(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isContainerNode() && after.isContainerNode() && before.getNodeType() == after.getNodeType()) {
            if (before.isArray()) {
                for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
                    fields(path + "/" + i, before.path(i), after.path(i));
                }
            } else {
                before.properties()
                        .forEach(
                                each -> fields(path + "/" + each.getKey(), each.getValue(), after.path(each.getKey())));
                after.properties().stream()
                        .filter(each -> !before.has(each.getKey()))
                        .forEach(each -> lines.add("    " + path + "/" + each.getKey() + " = "
                                + cut(each.getValue().asText(each.getValue().toString()), 0)));
            }
            return;
        }
        String old = before.asText();
        String now = after.asText();
        int same = common(old, now);
        lines.add("    " + path + ": " + cut(old, same) + "  ->  " + cut(now, same));
    }

    private static int common(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        return same;
    }

    /** The text around the first difference, in one line. */
    private String cut(String text, int difference) {
        String plain = redactor.redact(text, new Placeholders());
        int from = plain.equals(text) ? Math.max(0, difference - CONTEXT) : 0;
        int to = Math.min(plain.length(), from + LONGEST);
        return (from > 0 ? "…" : "")
                + plain.substring(from, to).replace("\n", "\\n")
                + (to < plain.length() ? "…" : "");
    }
}
