package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launch script in a directory of its own, with a Java that prints what it is told. */
class LauncherTest {
    @TempDir
    Path directory;

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("..", "alluvium"), directory.resolve("alluvium"));
        Files.createDirectories(directory.resolve("app/target/dist/lib"));
        Files.createFile(directory.resolve("app/target/dist/built"));
        Path java = Files.createDirectories(directory.resolve("java/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit 0; fi
                for argument; do echo "$argument"; done
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void shouldChooseWhatNobodyChose() throws Exception {
        assertThat(arguments(Map.of()))
                .contains("-Xmx1200m", "-XX:MaxDirectMemorySize=512m", "-Xss1m", "-XX:+UseSerialGC")
                .endsWith("dev.alluvium.app.AlluviumMain", "up", "--data", "/my data");
    }

    @ParameterizedTest
    @CsvSource({
        "-Xmx3g,                      -Xmx1200m",
        "-XX:MaxHeapSize=3g,          -Xmx1200m",
        "-XX:MaxRAMPercentage=50,     -Xmx1200m",
        "-XX:MaxDirectMemorySize=1g,  -XX:MaxDirectMemorySize=512m",
        "-Xss2m,                      -Xss1m",
        "-XX:+UseG1GC,                -XX:+UseSerialGC",
        "-XX:+UseParallelGC,          -XX:+UseSerialGC"
    })
    void shouldLeaveAloneWhatTheEnvironmentChooses(String chosen, String usual) throws Exception {
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ALLUVIUM_JAVA_OPTS")) {
            assertThat(arguments(Map.of(variable, "-Dx=y " + chosen)))
                    .as(variable)
                    .doesNotContain(usual);
        }
        assertThat(arguments(Map.of("ALLUVIUM_JAVA_OPTS", chosen))).contains(chosen);
    }

    @Test
    void shouldTakeTheClassPathOfAnImageAndBuildNothing() throws Exception {
        Files.delete(directory.resolve("app/target/dist/built"));
        Files.writeString(directory.resolve("jib-classpath-file"), "/app/classpath/app.jar:/app/libs/one.jar");

        assertThat(arguments(Map.of())).containsSequence("-cp", "/app/classpath/app.jar:/app/libs/one.jar");
    }

    private List<String> arguments(Map<String, String> environment) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("sh", directory.resolve("alluvium").toString(), "up", "--data", "/my data");
        builder.environment().keySet().removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.endsWith("JAVA_OPTS"));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("JAVA_HOME", directory.resolve("java").toString());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
