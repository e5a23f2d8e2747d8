package dev.alluvium.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The chart, rendered by the real Helm. */
final class Chart {
    static final Path DIRECTORY = Path.of("alluvium");
    static final String RELEASE = "demo";
    static final String NAMESPACE = "ml";

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String KUBE_VERSION = "1.33.0";

    private static final Chart SHIPPED = new Chart(DIRECTORY);

    private final Path directory;
    /** By cluster and values: Helm takes a third of a second each time, and many tests look at the same manifests. */
    private final Map<List<Object>, String> rendered = new ConcurrentHashMap<>();

    private Chart(Path directory) {
        this.directory = directory;
    }

    static Chart shipped() {
        return SHIPPED;
    }

    /** A copy whose hooks are rendered as plain manifests, which Helm leaves out otherwise. */
    static Chart withHooks(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(DIRECTORY.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(copy, Files.readString(file).replace("helm.sh/hook", "example.com/hook"));
            }
        }
        return new Chart(target);
    }

    /** The value files that users may begin with. */
    static List<Path> valueFiles() {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve("ci"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> render(Path values) {
        return parse(rendered.computeIfAbsent(
                List.of(FakeCluster.objects(), values),
                same -> template().withValuesFile(values).call()));
    }

    List<JsonNode> render(Map<String, Object> values) {
        return parse(rendered.computeIfAbsent(List.of(FakeCluster.objects(), Map.copyOf(values)), same -> {
            TemplateCommand template = template();
            values.forEach(template::set);
            return template.call();
        }));
    }

    private TemplateCommand template() {
        FakeCluster.start();
        return new Helm(directory)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBE_VERSION);
    }

    static List<JsonNode> parse(String yaml) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll().stream().filter(JsonNode::isObject).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> ofKind(List<JsonNode> manifests, String... kinds) {
        return manifests.stream()
                .filter(manifest ->
                        List.of(kinds).contains(manifest.path("kind").asText()))
                .toList();
    }

    /** The one manifest of a kind whose name ends so. */
    static JsonNode find(List<JsonNode> manifests, String kind, String nameSuffix) {
        List<JsonNode> found = manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals(kind))
                .filter(manifest -> manifest.at("/metadata/name").asText().endsWith(nameSuffix))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " manifests " + kind + " *" + nameSuffix);
        }
        return found.get(0);
    }
}
