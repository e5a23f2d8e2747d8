package dev.alluvium.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the chart's README from its {@code values.yaml}: each value that a {@code # --} comment explains is a row. */
final class ReadmeWriter {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):.*");
    private static final String COMMENT = "# ";
    private static final String HEAD = """
            # The alluvium chart

            Installs the whole pipeline: records in, proven model versions out. Profile `single` is one pod with its own
            Kafka, object store and Flink on one volume; profile `production` is a workload for each service, against your Kafka
            and your object store.

            ```sh
            helm install demo helm/alluvium --namespace ml --create-namespace
            helm test demo --namespace ml --logs
            ```

            The pods run under the restricted Pod Security Standard. Metrics are at `/metrics` of each Service; the alerts
            and the dashboard are installed where `prometheusRule.enabled` and `dashboards.enabled` are set. Values are checked
            against `values.schema.json`, which answers a wrong key with those that exist; `ci/` has a file to begin with for each
            profile. [docs/kubernetes.md](../../docs/kubernetes.md) says how to install profile production, to enlarge the
            volume and to upgrade, and what of all this was run.

            ## Values

            | value | default | meaning |
            | --- | --- | --- |
            """;

    private ReadmeWriter() {}

    static String of(String valuesYaml, JsonNode values) {
        StringBuilder page = new StringBuilder(HEAD);
        explained(valuesYaml)
                .forEach((path, meaning) -> page.append(
                        "| `%s` | `%s` | %s |\n".formatted(path, values.at("/" + path.replace('.', '/')), meaning)));
        return page.toString();
    }

    /** Values by their dotted path, in the file's order, with what their comment says. */
    static Map<String, String> explained(String valuesYaml) {
        Map<String, String> found = new java.util.LinkedHashMap<>();
        List<String> path = new ArrayList<>();
        List<String> comment = new ArrayList<>();
        for (String line : valuesYaml.lines().toList()) {
            String text = line.strip();
            Matcher key = KEY.matcher(line);
            if (text.startsWith("# --")) {
                comment =
                        new ArrayList<>(List.of(text.substring("# --".length()).strip()));
            } else if (text.startsWith(COMMENT) && !comment.isEmpty()) {
                comment.add(text.substring(COMMENT.length()));
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                path = new ArrayList<>(path.subList(0, Math.min(depth, path.size())));
                path.add(key.group(2));
                if (!comment.isEmpty()) {
                    found.put(String.join(".", path), comment.stream().collect(Collectors.joining(" ")));
                }
                comment = new ArrayList<>();
            }
        }
        return found;
    }
}
