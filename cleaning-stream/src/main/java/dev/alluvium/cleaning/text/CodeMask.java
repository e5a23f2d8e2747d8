package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text whose code is out of the way, so that nothing in it is taken for mark-up. */
record CodeMask(String text, List<String> code) {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MASK = Pattern.compile(OPEN + "([0-9]{1,9})" + CLOSE);

    static CodeMask of(String text) {
        String plain = text.indexOf(OPEN) < 0 ? text : text.replace(OPEN, ' ');
        CodeSpans spans = CodeSpans.of(plain);
        if (spans.isEmpty()) {
            return new CodeMask(plain, List.of());
        }
        List<String> code = new ArrayList<>();
        StringBuilder masked = new StringBuilder(plain.length());
        int from = 0;
        for (CodeSpans.Span span : spans.all()) {
            masked.append(plain, from, span.start())
                    .append(OPEN)
                    .append(code.size())
                    .append(CLOSE);
            code.add(plain.substring(span.start(), span.end()));
            from = span.end();
        }
        return new CodeMask(masked.append(plain, from, plain.length()).toString(), code);
    }

    String restore(String stripped) {
        return code.isEmpty()
                ? stripped
                : MASK.matcher(WorkBudget.watch(stripped))
                        .replaceAll(found -> Matcher.quoteReplacement(code(found.group(1), found.group())));
    }

    private String code(String number, String whole) {
        int index = Integer.parseInt(number);
        return index < code.size() ? code.get(index) : whole;
    }
}
