package dev.alluvium.evaluator.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The trusted probes of one fact, as people write them; whoever may write them makes them trusted. */
public final class ProbeLine {
    private ProbeLine() {}

    /**
     * The probes that {@code line} states.
     *
     * @throws IllegalArgumentException naming the field, its value, the rule and the remedy
     */
    public static FactProbes parse(JsonNode line, Set<String> models, String defaultModel, Instant at) {
        String model = line.hasNonNull("model") ? line.path("model").asText() : defaultModel;
        if (!models.contains(model)) {
            throw new IllegalArgumentException("model=" + model + ": is not declared; the models are "
                    + String.join(", ", models.stream().sorted().toList()));
        }
        String fact = text(line, "fact");
        JsonNode probes = line.path("probes");
        if (!probes.isArray()) {
            throw new IllegalArgumentException("probes: must be a list; an empty one takes the fact's probes away");
        }
        List<Probe> parsed = new ArrayList<>();
        for (JsonNode probe : probes) {
            parsed.add(probe(probe));
        }
        return new FactProbes(model, fact, parsed, at);
    }

    private static Probe probe(JsonNode probe) {
        List<String> forbid = new ArrayList<>();
        probe.path("forbid").forEach(value -> forbid.add(value.asText()));
        return new Probe(
                text(probe, "prompt"),
                matcher(probe.path("matcher").asText(AnswerMatcher.CONTAINS.code())),
                text(probe, "expect"),
                forbid,
                ProbeTier.TRUSTED,
                probe.hasNonNull("language") ? probe.path("language").asText() : null);
    }

    private static AnswerMatcher matcher(String name) {
        return Arrays.stream(AnswerMatcher.values())
                .filter(matcher -> matcher != AnswerMatcher.CHECK)
                .filter(matcher -> matcher.code().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("matcher=" + name + ": must be contains, exact or choice"));
    }

    private static String text(JsonNode node, String field) {
        String value = node.path(field).asText("").strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + ": must not be empty");
        }
        return value;
    }
}
