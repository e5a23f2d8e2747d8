package dev.alluvium.app.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.alluvium.cleaning.adapter.FactKeyFile;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Attestation.Statement;
import dev.alluvium.runtime.http.Route;
import dev.alluvium.runtime.metrics.ScrapedMeters;
import dev.alluvium.runtime.service.Service;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of examples/your-own fit each other, the recipe and the services. */
class YourOwnRecipeTest {
    private static final Path EXAMPLE = Path.of("../examples/your-own");
    private static final Path RECIPE = Path.of("../docs/recipes/your-own.md");

    /** {@code location [~] PATTERN { proxy_pass http://127.0.0.1:PORT; }}, where the port may be a variable. */
    private static final Pattern LOCATION =
            Pattern.compile("location (~ )?(\\S+) \\{ proxy_pass http://(?:127\\.0\\.0\\.1:(\\d+)|\\$(\\w+)); }");

    private static final Pattern BY_METHOD =
            Pattern.compile("map \\$request_method \\$(\\w+) \\{ default \\S+:(\\d+); GET \\S+:(\\d+); }");

    @TempDir
    Path directory;

    @Test
    void shouldNameTheSamePortsInTheScriptAndInTheRecipe() throws IOException {
        Map<String, String> inRecipe = new TreeMap<>();
        matches("\\| `([a-z-]+)` \\| (\\d+) \\|", RECIPE).forEach(row -> inRecipe.put(row.group(1), row.group(2)));

        assertThat(inRecipe).hasSize(7).isEqualTo(ports());
    }

    @Test
    void shouldSendEveryRequestToTheServiceThatAnswersIt() throws IOException {
        Map<String, String> ports = ports();
        Map<String, String> wrong = new TreeMap<>();
        int routes = 0;
        for (Service service : EveryService.in(directory, new ScrapedMeters())) {
            String port = ports.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(service.name()))
                    .findFirst()
                    .orElseThrow()
                    .getValue();
            for (Route route : service.routes()) {
                String path = route.path().replace("{model}", "notes").replaceAll("\\{\\w+}", "a-1");
                String sent = portOf(route.method().name(), path);
                routes++;
                if (!sent.equals(port)) {
                    wrong.put(route.method() + " " + route.path(), sent + " in place of " + port);
                }
            }
            service.close();
        }

        assertThat(wrong).isEmpty();
        assertThat(routes).isGreaterThan(30);
    }

    @Test
    void shouldMakeATokenAndKeysThatTheServicesTake() throws Exception {
        // Given
        assumeTrue(sh("command -v openssl").containsKey("0"), "the recipe needs openssl");

        // When
        Map<String, String> environment = sh(". ../examples/your-own/env.sh && env");
        Map<String, String> again = sh(". ../examples/your-own/env.sh && env");
        AlluviumConfig config = ConfigLoader.load(EXAMPLE.resolve("alluvium.yaml"), environment);

        // Then
        assertThat(again).containsEntry("ALLUVIUM_TOKEN", environment.get("ALLUVIUM_TOKEN"));
        assertThat(config.models()).containsOnlyKeys("notes");
        TrustConfig trust = config.trust();
        Map.of("trainer", Statement.TRAINED, "evaluator", Statement.EVALUATED, "registry", Statement.ADMITTED)
                .forEach((name, statement) -> {
                    Attestation signed = KeyFiles.signer(trust, directory, name)
                            .attest(statement, "notes", "a".repeat(64), Instant.EPOCH);
                    assertThat(KeyFiles.verifier(trust, directory).valid(signed))
                            .as(name)
                            .isTrue();
                });
        Path keys = Path.of(trust.directory());
        assertThat(FactKeyFile.read(keys)).isNotNull();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("registry.key"))))
                .isEqualTo("rw-------");
        assertThat(sh("umask 022; . ../examples/your-own/env.sh; umask"))
                .containsKey("0022")
                .doesNotContainKey("0077");
    }

    @Test
    void shouldStartEachServiceOnceAndStopItWhole() throws Exception {
        // Given a Java that runs until it is ended, and a jar of each service
        Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nwhile :; do sleep 0.1; done\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path lib = Files.createDirectories(directory.resolve("lib"));
        String script = "export JAVA_HOME=" + directory.resolve("java") + " ALLUVIUM_LIB=" + lib
                + "; ../examples/your-own/services.sh ";

        // When nothing is built
        Map<String, String> unbuilt = sh(script + "start");

        // Then
        assertThat(unbuilt).containsKey("1");
        assertThat(unbuilt.keySet()).anyMatch(line -> line.contains("no registry-service in " + lib));

        // When
        for (String service : ports().keySet()) {
            Files.createFile(lib.resolve(service + "-0.1.0-SNAPSHOT.jar"));
        }
        Set<String> first = sh(script + "start").keySet();
        Set<String> second = sh(script + "start").keySet();
        Set<String> stopped = sh(script + "stop").keySet();

        // Then
        assertThat(first).filteredOn(line -> line.contains(": port 74")).hasSize(7);
        assertThat(second)
                .filteredOn(line -> line.contains(": runs already, process "))
                .hasSize(7);
        assertThat(stopped).filteredOn(line -> line.endsWith(": stops")).hasSize(7);
        assertThat(sh(script + "stop").keySet())
                .filteredOn(line -> line.endsWith(": does not run"))
                .hasSize(7);
    }

    @Test
    void shouldSayThatOpensslIsMissing() throws Exception {
        Map<String, String> printed =
                sh("PATH=" + directory + "; . ../examples/your-own/env.sh; echo token=$ALLUVIUM_TOKEN");

        assertThat(printed).containsEntry("token", "");
        assertThat(printed.keySet()).anyMatch(line -> line.startsWith("env.sh: openssl makes the token and the keys"));
    }

    /** What nginx does: the first pattern that matches, else the longest prefix. */
    private static String portOf(String method, String path) throws IOException {
        List<MatchResult> locations = matches(LOCATION.pattern(), EXAMPLE.resolve("nginx.conf"));
        MatchResult chosen = locations.stream()
                .filter(location -> location.group(1) != null
                        && Pattern.compile(location.group(2)).matcher(path).find())
                .findFirst()
                .orElseGet(() -> locations.stream()
                        .filter(location -> location.group(1) == null && path.startsWith(location.group(2)))
                        .max((a, b) -> a.group(2).length() - b.group(2).length())
                        .orElseThrow());
        if (chosen.group(3) != null) {
            return chosen.group(3);
        }
        MatchResult map = matches(BY_METHOD.pattern(), EXAMPLE.resolve("nginx.conf")).stream()
                .filter(each -> each.group(1).equals(chosen.group(4)))
                .findFirst()
                .orElseThrow();
        return map.group(method.equals("GET") ? 3 : 2);
    }

    private static Map<String, String> ports() throws IOException {
        Map<String, String> ports = new TreeMap<>();
        matches("([a-z-]+):(74\\d\\d)", EXAMPLE.resolve("services.sh"))
                .forEach(pair -> ports.put(pair.group(1), pair.group(2)));
        return ports;
    }

    private static List<MatchResult> matches(String pattern, Path file) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(file))
                .results()
                .toList();
    }

    /** The lines that a shell prints as names with their values, and its exit status as a name. */
    private Map<String, String> sh(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("(ALLUVIUM|KAFKA|S3)_.*|PORT"));
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Map<String, String> values = new HashMap<>();
        printed.lines().forEach(line -> {
            int equals = line.indexOf('=');
            values.put(equals < 0 ? line : line.substring(0, equals), equals < 0 ? "" : line.substring(equals + 1));
        });
        values.put(Integer.toString(process.exitValue()), "");
        return values;
    }
}
