package dev.alluvium.evaluator.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.settings.binder.ConfigException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file of cases: a YAML list, or JSON Lines where the name ends in {@code .jsonl}. Cases of one {@code fact} count as one. */
final class SuiteFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private SuiteFile() {}

    /**
     * The cases of a file's text.
     *
     * @param file its name, for messages
     * @throws ConfigException with every problem: place, key, value, rule and remedy
     */
    static List<EvaluationCase> parse(String file, String text) {
        List<String> problems = new ArrayList<>();
        Map<String, JsonNode> nodes = file.endsWith(".jsonl") ? lines(text, problems) : list(text, problems);
        Map<String, List<Probe>> byFact = new LinkedHashMap<>();
        nodes.forEach((place, node) -> {
            try {
                CaseLine line = CaseLine.of(node);
                byFact.computeIfAbsent(line.fact() == null ? place : line.fact(), key -> new ArrayList<>())
                        .add(line.probe());
            } catch (IllegalArgumentException e) {
                problems.add(place + ": " + e.getMessage());
            }
        });
        if (nodes.isEmpty() && problems.isEmpty()) {
            problems.add("has no case; write at least one, such as {prompt: 'How heavy is it?', expect: 3.2 kg}");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(file, problems);
        }
        return byFact.entrySet().stream()
                .map(entry -> new EvaluationCase(entry.getKey(), Instant.EPOCH, ProbeTier.TRUSTED, entry.getValue()))
                .toList();
    }

    private static Map<String, JsonNode> lines(String text, List<String> problems) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                String place = "line " + (i + 1);
                try {
                    nodes.put(place, JSON.readTree(lines.get(i)));
                } catch (JsonProcessingException e) {
                    problems.add(place + ": is no JSON: " + e.getOriginalMessage());
                }
            }
        }
        return nodes;
    }

    private static Map<String, JsonNode> list(String text, List<String> problems) {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        try {
            JsonNode root = YAML.readTree(text);
            if (root.isArray()) {
                root.forEach(node -> nodes.put("case " + (nodes.size() + 1), node));
            } else if (!root.isMissingNode() && !root.isNull()) {
                problems.add("must be a list of cases; begin each one with a dash");
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            problems.add("line " + line + ": is no YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
        return nodes;
    }
}
