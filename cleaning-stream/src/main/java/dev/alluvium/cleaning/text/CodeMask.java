package dev.alluvium.cleaning.text;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text whose Markdown code is out of the way, so that nothing in it is taken for mark-up. */
record CodeMask(String text, List<String> code) {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`\\n]+`", Pattern.DOTALL);
    private static final Pattern MASK = Pattern.compile(OPEN + "([0-9]+)" + CLOSE);

    static CodeMask of(String text) {
        List<String> code = new ArrayList<>();
        String plain = text.indexOf(OPEN) < 0 ? text : text.replace(OPEN, ' ');
        String masked = CODE.matcher(WorkBudget.watch(plain)).replaceAll(found -> {
            code.add(found.group());
            return OPEN + Integer.toString(code.size() - 1) + CLOSE;
        });
        return new CodeMask(masked, code);
    }

    String restore(String stripped) {
        return MASK.matcher(WorkBudget.watch(stripped))
                .replaceAll(found -> Matcher.quoteReplacement(code.get(Integer.parseInt(found.group(1)))));
    }
}
