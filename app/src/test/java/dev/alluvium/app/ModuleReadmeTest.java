package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A module's README says which modules it uses: those that it is compiled with, all of them on a floor below it. */
class ModuleReadmeTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern USES = Pattern.compile("\\bUses ([^.;]+)[.;]");
    private static final Pattern NAME = Pattern.compile("[a-z]+(?:-[a-z]+)*");
    private static final String EVERY = "every ";
    /** What tests alone use: on no floor. */
    private static final Set<String> FOR_TESTS = Set.of("test-support");

    static List<String> modules() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            return directories
                    .filter(directory -> Files.isDirectory(directory.resolve("src/main/java")))
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void shouldFindAFloorForEveryModule() throws IOException {
        // When
        List<String> known =
                LayeringTest.FLOORS.stream().flatMap(List::stream).sorted().toList();

        // Then
        assertThat(modules().stream()
                        .filter(module -> !FOR_TESTS.contains(module))
                        .map(ModuleReadmeTest::root)
                        .sorted())
                .isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldSayInTheReadmeWhichModulesItUses(String module) throws Exception {
        // Given
        Set<String> compiledWith = compiledWith(module);

        // When
        String sentence = sentence(module);

        // Then
        if (!sentence.contains(EVERY)) {
            assertThat(named(sentence))
                    .as("%s/README.md: \"Uses %s\", and pom.xml", module, sentence)
                    .isEqualTo(compiledWith);
        }
        if (!FOR_TESTS.contains(module)) {
            assertThat(compiledWith.stream().map(ModuleReadmeTest::floor))
                    .as("floors of what %s uses, itself on %d", module, floor(module))
                    .allMatch(floor -> floor < floor(module));
        }
    }

    private static String sentence(String module) throws IOException {
        Path readme = ROOT.resolve(module).resolve("README.md");
        Matcher matcher = USES.matcher(Files.readString(readme));
        assertThat(matcher.find()).as(readme + " has a sentence \"Uses ...\"").isTrue();
        return matcher.group(1);
    }

    private static Set<String> named(String sentence) throws IOException {
        List<String> modules = modules();
        return NAME.matcher(sentence)
                .results()
                .map(match -> match.group())
                .filter(modules::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> compiledWith(String module)
            throws IOException, ParserConfigurationException, SAXException {
        NodeList dependencies = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ROOT.resolve(module).resolve("pom.xml").toFile())
                .getElementsByTagName("dependency");
        List<String> modules = modules();
        return IntStream.range(0, dependencies.getLength())
                .mapToObj(dependencies::item)
                .map(Element.class::cast)
                .filter(dependency -> text(dependency, "scope").isEmpty())
                .map(dependency -> text(dependency, "artifactId"))
                .filter(modules::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Element dependency, String tag) {
        Node node = dependency.getElementsByTagName(tag).item(0);
        return node == null ? "" : node.getTextContent().strip();
    }

    private static int floor(String module) {
        return IntStream.range(0, LayeringTest.FLOORS.size())
                .filter(floor -> LayeringTest.FLOORS.get(floor).contains(root(module)))
                .findFirst()
                .orElseThrow();
    }

    /** The package that a module's classes are under, in {@code dev.alluvium}. */
    private static String root(String module) {
        try (Stream<Path> packages = Files.list(ROOT.resolve(module).resolve("src/main/java/dev/alluvium"))) {
            return packages.map(directory -> directory.getFileName().toString())
                    .reduce((one, other) -> {
                        throw new IllegalStateException(module + " has two packages: " + one + " and " + other);
                    })
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
