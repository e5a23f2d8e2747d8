package dev.alluvium.accumulator.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.accumulator.AccumulatorJobMain;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.testing.Await;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink session cluster as operators run it: a job manager and a task manager in processes of their own, which know the
 * job's libraries, and the job in a jar that is submitted by Flink's own command line.
 */
final class StandaloneCluster implements AutoCloseable {
    private static final String JOB_MANAGER = "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
    private static final String TASK_MANAGER = "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";
    private static final String CLI = "org.apache.flink.client.cli.CliFrontend";

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Path directory;
    private final Path jar;
    private final int rest;

    StandaloneCluster(Path directory, int slots) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        rest = freePort();
        jar = jobJar();
        Files.writeString(directory.resolve("config.yaml"), """
                jobmanager: { rpc: { address: 127.0.0.1, port: %d }, bind-host: 127.0.0.1 }
                rest: { address: 127.0.0.1, port: %d, bind-address: 127.0.0.1 }
                taskmanager:
                  host: 127.0.0.1
                  bind-host: 127.0.0.1
                  numberOfTaskSlots: %d
                  cpu: { cores: %d }
                  memory:
                    task: { heap: { size: 128mb }, off-heap: { size: 0mb } }
                    network: { min: 32mb, max: 32mb }
                    managed: { size: 4mb }
                    framework: { heap: { size: 128mb }, off-heap: { size: 64mb } }
                    jvm-metaspace: { size: 192mb }
                    jvm-overhead: { min: 64mb, max: 64mb }
                execution: { checkpointing: { dir: "%s", storage: filesystem } }
                state: { backend: { type: hashmap } }
                """.formatted(
                freePort(), rest, slots, slots, directory.resolve("checkpoints").toUri()));
        try {
            start(JOB_MANAGER);
            start(TASK_MANAGER);
            await("/overview", "\"taskmanagers\":1");
        } catch (IOException | InterruptedException | AssertionError e) {
            close();
            throw e;
        }
    }

    /** {@code flink ARGS}, as it is typed: Flink's command line in a process of its own. */
    void flink(String... args) throws IOException, InterruptedException {
        Process process = java("CliFrontend-" + args[0] + "-" + processes.size(), CLI, args);
        if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("flink " + List.of(args) + " failed\n" + logs());
        }
    }

    /** The jar with the job and nothing else. */
    String jar() {
        return jar.toString();
    }

    /** The id of the job that runs. */
    String runningJob() throws IOException, InterruptedException {
        String overview = await("/jobs/overview", "\"RUNNING\"");
        for (JsonNode job : Json.mapper().readTree(overview).path("jobs")) {
            if (job.path("state").asText().equals("RUNNING")) {
                return job.path("jid").asText();
            }
        }
        throw new AssertionError("no job runs: " + overview);
    }

    private String await(String path, String words) throws IOException, InterruptedException {
        return Await.seen(
                path + " says " + words,
                () -> {
                    String answer = get(path);
                    if (processes.stream().anyMatch(process -> !process.isAlive())) {
                        throw new AssertionError(path + " says " + answer + "\n" + logs());
                    }
                    return answer;
                },
                answer -> answer.contains(words));
    }

    private String get(String path) throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** What the processes wrote. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                all.append(log).append('\n').append(Files.readString(log)).append('\n');
            }
        }
        return all.toString();
    }

    private void start(String main) throws IOException {
        processes.add(java(main.substring(main.lastIndexOf('.') + 1), main, "--configDir", directory.toString()));
    }

    private Process java(String log, String main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Flink's own scripts open it too.
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-cp",
                libraries(),
                main));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(log + ".log").toFile());
        builder.environment().put("FLINK_CONF_DIR", directory.toString());
        return builder.start();
    }

    /** This test's class path without the job and without tests. */
    private static String libraries() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String job = jobClasses().toString();
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry ->
                        !Path.of(entry).toAbsolutePath().toString().equals(job) && !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jobClasses() {
        return Path.of(URI.create(AccumulatorJobMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
    }

    private Path jobJar() throws IOException {
        Path classes = jobClasses();
        if (Files.isRegularFile(classes)) {
            return classes;
        }
        Path file = directory.resolve("accumulator-job.jar");
        try (Stream<Path> tree = Files.walk(classes);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (Path entry : tree.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
                Files.copy(entry, out);
            }
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
