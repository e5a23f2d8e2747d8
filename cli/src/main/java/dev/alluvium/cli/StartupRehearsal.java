package dev.alluvium.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs client commands against a server that answers next to nothing, so that the classes which they load can be archived for
 * later starts ({@code -XX:ArchiveClassesAtExit}). The launch script runs it; it prints nothing.
 */
public final class StartupRehearsal {
    /** A model as the registry shows it that has learnt nothing. */
    static final String MODEL = """
            {"model":"notes","base":"tiny","champion":0,"frozen":false,"paused":false,"generation":1,
             "versions":{"0":{"version":0,"stage":"LIVE","run":"","rounds":[],"parent":0,"attestations":[],
              "needsApproval":false,"trainedAt":"2026-01-01T00:00:00Z","promotedAt":"2026-01-01T00:00:00Z"}},
             "rounds":{},"failedRuns":[],"verdicts":{"counts":{}},"deferred":{}}""";

    private static final Set<String> WITHOUT_TARGET = Set.of("topics", "--help");

    private static final List<List<String>> COMMANDS = List.of(
            List.of("status"),
            List.of("status", "--output", "yaml"),
            List.of("versions"),
            List.of("show", "notes@0"),
            List.of("compare", "notes", "0", "0"),
            List.of("history"),
            List.of("rejected"),
            List.of("ask", "notes", "Is this a rehearsal?"),
            List.of("rollback", "notes"),
            List.of("reject", "notes@0", "--not-now"),
            List.of("probes", "list"),
            List.of("topics"),
            List.of("push", "--dry-run", "records.jsonl"),
            List.of("push", "records.jsonl"),
            List.of("push", "--no-such-option"),
            List.of("push", "--help"),
            List.of("--help"));

    private StartupRehearsal() {}

    public static void main(String[] args) throws IOException {
        PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(quiet);
        System.setErr(quiet);
        System.setProperty("logback.configurationFile", "logback-alluvium.xml");
        Path data = Files.createTempDirectory("alluvium-rehearsal");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1", exchange -> {
            try (InputStream body = exchange.getRequestBody()) {
                body.readAllBytes();
            }
            byte[] answer = answer(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            rehearse(data, server.getAddress().getPort());
        } finally {
            server.stop(0);
            remove(data);
        }
    }

    private static void rehearse(Path data, int port) throws IOException {
        Files.writeString(data.resolve("endpoint"), "http://127.0.0.1:" + port + "/v1");
        Files.writeString(data.resolve("token"), "rehearsal");
        Path records = Files.writeString(
                data.resolve("records.jsonl"), "{\"instruction\":\"Is this a rehearsal?\",\"output\":\"Yes.\"}\n");
        for (List<String> command : COMMANDS) {
            Stream<String> target =
                    WITHOUT_TARGET.contains(command.get(0)) ? Stream.empty() : Stream.of("--data", data.toString());
            AlluviumCommand.run(Stream.concat(command.stream(), target)
                    .map(word -> word.equals("records.jsonl") ? records.toString() : word)
                    .toArray(String[]::new));
        }
    }

    private static String answer(String path) {
        if (path.endsWith("/registry/models/notes")) {
            return MODEL;
        }
        return path.contains(":bulk")
                ? "{\"results\":[{\"line\":1,\"status\":202}],\"accepted\":1,\"refused\":0}"
                : "{\"ingest-service\":{\"health\":{\"alive\":true,\"ready\":true,\"detail\":\"ready\"}}}";
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
