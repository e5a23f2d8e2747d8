package dev.alluvium.app;

import dev.alluvium.cli.client.ApiClient;
import dev.alluvium.cli.client.Target;
import dev.alluvium.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;

/** Processes of the built distribution, as its users start them. */
final class Installed {
    private static final Path LIB = Path.of("target", "dist", "lib").toAbsolutePath();
    private static final int LINES_TOLD = 30;
    /**
     * These processes live for a minute or two: compiling well what they run takes longer than running it. Java then keeps 48 MB
     * for what it compiled, which a demo fills, and compiles nothing more.
     */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m");
    /** As the launch script has it: what Java itself warns of is no part of what a command prints. */
    private static final List<String> WARNINGS =
            List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=warning:stderr");
    /** Of the demo on a busy machine, and much more. */
    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(30);

    private Installed() {}

    /** What a finished command printed. */
    record Result(int exitCode, String out, String err) {}

    /** A long-running process that said that it is ready. */
    record Running(Process process, String readyLine) implements AutoCloseable {
        ApiClient api(Path data) {
            return Target.local(data).api();
        }

        /** SIGKILL: nothing gets a chance to tidy up. */
        void kill() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            if (!process.waitFor(Await.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    /** Runs {@code alluvium ARGS} to its end. */
    static Result alluvium(String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("alluvium", ".out");
        Path err = Files.createTempFile("alluvium", ".err");
        Process process = new ProcessBuilder(command("dev.alluvium.app.AlluviumMain", args))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(LONGEST_COMMAND.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    "alluvium " + String.join(" ", args) + " did not end: " + Files.readString(err));
        }
        Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        Files.delete(out);
        Files.delete(err);
        return result;
    }

    /** Starts {@code alluvium up} and returns when it is ready. */
    static Running up(Path data, String... more) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("up", "--data", data.toString()));
        args.addAll(List.of(more));
        return start(command("dev.alluvium.app.AlluviumMain", args.toArray(String[]::new)), Map.of());
    }

    /** Starts {@code java -jar SERVICE.jar ARGS} and returns when it is ready. */
    static Running service(String module, Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        try (var jars = Files.list(LIB)) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith(module + "-"))
                    .findFirst()
                    .orElseThrow();
            List<String> command = new ArrayList<>(List.of(java(), "-Xmx512m", "-XX:+UseSerialGC"));
            command.addAll(QUICK);
            command.addAll(List.of("-jar", jar.toString()));
            command.addAll(List.of(args));
            return start(command, environment);
        }
    }

    private static Running start(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        Deque<String> last = new ConcurrentLinkedDeque<>();
        Thread errors = new Thread(() -> process.errorReader(StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> {
                    System.err.println(line);
                    last.add(line);
                    if (last.size() > LINES_TOLD) {
                        last.poll();
                    }
                }));
        errors.setDaemon(true);
        errors.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ready ")) {
                return new Running(process, line);
            }
        }
        errors.join();
        throw new IllegalStateException("ended with " + process.waitFor() + " before it was ready: " + command + "\n"
                + String.join("\n", last));
    }

    private static List<String> command(String main, String... args) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx1200m", "-XX:+UseSerialGC"));
        command.addAll(QUICK);
        command.addAll(WARNINGS);
        command.addAll(List.of("-Dai.djl.offline=true", "-cp", LIB + "/*", main));
        command.addAll(List.of(args));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
