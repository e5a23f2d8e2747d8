package dev.alluvium.evaluator.user;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.binder.Suggestions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One case as people write it: {@code prompt}, and either {@code expect} with a {@code matcher} and {@code forbid}, or a
 * {@code check}.
 *
 * @param fact what it counts for together with others; null for itself
 */
record CaseLine(@Nullable String fact, Probe probe) {
    private static final List<String> KEYS =
            List.of("prompt", "expect", "matcher", "forbid", "check", "fact", "language");

    /** @throws IllegalArgumentException naming key, value, rule and remedy */
    static CaseLine of(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("must be an object with prompt and expect or check");
        }
        node.fieldNames().forEachRemaining(CaseLine::known);
        String prompt = required(node, "prompt");
        String check = text(node, "check");
        String language = text(node, "language");
        if (check != null) {
            if (node.has("expect") || node.has("matcher") || node.has("forbid")) {
                throw new IllegalArgumentException(
                        "check=" + check + ": stands alone; leave out expect, matcher and forbid, or the check");
            }
            CelCheck.compile(check);
            return new CaseLine(
                    text(node, "fact"),
                    new Probe(prompt, AnswerMatcher.CHECK, check, List.of(), ProbeTier.TRUSTED, language));
        }
        AnswerMatcher matcher = matcher(text(node, "matcher"));
        List<String> forbid = forbid(node.path("forbid"));
        if (matcher == AnswerMatcher.CHOICE && forbid.isEmpty()) {
            throw new IllegalArgumentException("matcher=choice: needs the other answers; list them under forbid");
        }
        Probe probe = new Probe(prompt, matcher, required(node, "expect"), forbid, ProbeTier.TRUSTED, language);
        return new CaseLine(text(node, "fact"), probe);
    }

    private static void known(String key) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException(key + ": is no key of a case; "
                    + Suggestions.closest(key, KEYS)
                            .map(meant -> "did you mean " + meant + "?")
                            .orElse("the keys are " + String.join(", ", KEYS)));
        }
    }

    private static AnswerMatcher matcher(@Nullable String name) {
        if (name == null) {
            return AnswerMatcher.CONTAINS;
        }
        return Arrays.stream(AnswerMatcher.values())
                .filter(matcher ->
                        matcher != AnswerMatcher.CHECK && matcher.code().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "matcher=" + name + ": must be contains, exact or choice; a condition goes under check"));
    }

    private static List<String> forbid(JsonNode node) {
        if (!node.isMissingNode() && !node.isArray()) {
            throw new IllegalArgumentException(
                    "forbid=" + node.asText() + ": must be a list; write [" + node.asText() + "]");
        }
        List<String> values = new ArrayList<>();
        node.forEach(value -> values.add(value.asText()));
        return values;
    }

    private static String required(JsonNode node, String key) {
        String value = text(node, key);
        if (value == null) {
            throw new IllegalArgumentException(
                    key + ": must not be empty" + (key.equals("expect") ? "; write what is expected, or a check" : ""));
        }
        return value;
    }

    private static @Nullable String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (value.isContainerNode()) {
            throw new IllegalArgumentException(key + ": must be a text");
        }
        String text = value.isNull() ? "" : value.asText("").strip();
        return text.isEmpty() ? null : text;
    }
}
