package dev.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
                case $1 in
                  -XX:ArchiveClassesAtExit=*)
                    [ ! -e "${0%/bin/java}/cannot" ] || exit 1
                    echo classes >"${1#*=}"
                    exit 0
                    ;;
                esac
                echo "LC_ALL=${LC_ALL:-}"
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

    /** {@code --json | jq} must not meet a warning of the virtual machine. */
    @Test
    void shouldKeepTheVirtualMachinesOwnWarningsFromStandardOutput() throws Exception {
        // Given
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        arguments(Map.of()).stream()
                .filter(argument -> argument.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of("-XX:NewSize=2g", "-version"));

        // When
        Process process = new ProcessBuilder(command).start();

        // Then
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.errorReader(StandardCharsets.UTF_8).lines()).anyMatch(line -> line.contains("NewSize"));
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "ALLUVIUM_JAVA_OPTS")) {
            assertThat(arguments(Map.of(variable, "-Xlog:gc:file=gc.log")))
                    .as(variable)
                    .doesNotContain("-Xlog:disable");
        }
    }

    /** Chinese names of files are none for a Java without a locale. */
    @ParameterizedTest
    @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "tlh_QO.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8"})
    void shouldUnderstandNamesOfFilesWithoutALocale(String chosen, String used) throws Exception {
        assertThat(arguments(Map.of("LC_ALL", chosen))).contains("LC_ALL=" + used);
    }

    @Test
    void shouldTakeTheClassPathOfAnImageAndBuildNothing() throws Exception {
        Files.delete(directory.resolve("app/target/dist/built"));
        Files.writeString(directory.resolve("jib-classpath-file"), "/app/classpath/app.jar:/app/libs/one.jar");

        assertThat(arguments(Map.of())).containsSequence("-cp", "/app/classpath/app.jar:/app/libs/one.jar");
    }

    @Test
    void shouldStartClientCommandsWithFewJarsAndMakeThemAnArchive() throws Exception {
        // Given
        Path jar = clientJar();

        // When
        List<String> first = launched(Map.of(), "status");

        // Then
        assertThat(first)
                .containsSequence("-cp", jar.toString(), "dev.alluvium.cli.ClientMain", "status")
                .contains("-XX:TieredStopAtLevel=1")
                .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
        Await.until("the archive is there", () -> archives(beside()).size() == 1);
        assertThat(launched(Map.of(), "status"))
                .contains("-XX:SharedArchiveFile=" + archives(beside()).get(0), "-Xshare:auto", "-Xlog:disable");
        assertThat(launched(Map.of("ALLUVIUM_CLASS_ARCHIVE", "off"), "status"))
                .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
        assertThat(launched(Map.of(), "up")).contains("dev.alluvium.app.AlluviumMain");
        for (String asked : List.of("--help", "-h", "--version", "-V", "")) {
            assertThat(launched(Map.of(), asked)).as(asked).contains("dev.alluvium.cli.ClientMain");
        }
    }

    @Test
    void shouldMakeAnotherArchiveForOtherJarsAndForAnotherJava() throws Exception {
        // Given
        clientJar();
        launched(Map.of(), "status");
        Await.until("the archive is there", () -> archives(beside()).size() == 1);
        Path archive = archives(beside()).get(0);

        // When the jars are newer
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));

        // Then
        assertThat(launched(Map.of(), "status")).noneMatch(argument -> argument.contains("SharedArchiveFile"));
        Await.until("it is made again", () -> Files.getLastModifiedTime(archive).toMillis() > 0);

        // When it is cut short
        Await.until("its size is known", () -> launched(Map.of(), "status").contains("-Xshare:auto"));
        Files.writeString(archive, "cla");

        // Then
        assertThat(launched(Map.of(), "status")).noneMatch(argument -> argument.contains("SharedArchiveFile"));
        Await.until("it is made again", () -> Files.size(archive) > 3);

        // When the Java is another
        Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"21.0.1\"\n");

        // Then
        assertThat(launched(Map.of(), "status")).noneMatch(argument -> argument.contains("SharedArchiveFile"));
        Await.until("there are two", () -> archives(beside()).size() == 2);
    }

    @Test
    void shouldPutTheArchiveAmongTheCachesWhereTheInstallationCannotBeWritten() throws Exception {
        // Given a file where the directory would be
        clientJar();
        Files.createFile(beside());
        Path caches = directory.resolve("caches");

        // When
        launched(Map.of("XDG_CACHE_HOME", caches.toString()), "status");

        // Then
        Await.until(
                "the archive is there",
                () -> Files.exists(caches) && !archives(caches).isEmpty());
        assertThat(launched(Map.of("XDG_CACHE_HOME", caches.toString()), "status"))
                .contains("-XX:SharedArchiveFile=" + archives(caches).get(0));

        // When there is no place at all
        List<String> nowhere =
                launched(Map.of("XDG_CACHE_HOME", beside().toString(), "HOME", beside().toString()), "status");

        // Then
        assertThat(nowhere)
                .contains("dev.alluvium.cli.ClientMain")
                .noneMatch(argument -> argument.contains("SharedArchiveFile"));
    }

    @Test
    void shouldNotTryAgainWithAJavaThatCannotMakeAnArchive() throws Exception {
        // Given
        clientJar();
        Files.createFile(directory.resolve("java/cannot"));

        // When
        launched(Map.of(), "status");

        // Then
        Await.until(
                "that is noted",
                () -> Files.isDirectory(beside())
                        && !names(beside(), ".failed").isEmpty()
                        && names(beside(), ".lock").isEmpty());
        Files.delete(directory.resolve("java/cannot"));
        assertThat(launched(Map.of(), "status")).noneMatch(argument -> argument.contains("SharedArchiveFile"));
        assertThat(names(beside(), ".lock")).isEmpty();
    }

    private Path beside() {
        return directory.resolve("app/target/dist/archive");
    }

    private static List<Path> archives(Path below) throws IOException {
        return names(below, ".jsa");
    }

    private static List<Path> names(Path below, String end) throws IOException {
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.getFileName().toString().endsWith(end))
                    .toList();
        }
    }

    /** An installation with client commands, older than any archive of them, and a Java that says its version in a file. */
    private Path clientJar() throws IOException {
        Path lib = directory.resolve("app/target/dist/lib");
        Path jar = Files.createFile(lib.resolve("cli-0.1.0.jar"));
        Files.setLastModifiedTime(lib, FileTime.fromMillis(1_000_000));
        Files.writeString(directory.resolve("java/release"), "JAVA_VERSION=\"17.0.1\"\n");
        return jar;
    }

    private List<String> arguments(Map<String, String> environment) throws Exception {
        return launched(environment, "up", "--data", "/my data");
    }

    private List<String> launched(Map<String, String> environment, String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", directory.resolve("alluvium").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
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
