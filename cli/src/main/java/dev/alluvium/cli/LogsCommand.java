package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.DataOption;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log of the local installation. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Show the local installation's log.")
final class LogsCommand implements Callable<Integer> {
    @Mixin
    final DataOption data = new DataOption();

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many lines (default: 50).")
    int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is logged from now on.")
    boolean follow;

    @Override
    public Integer call() throws Exception {
        Path file = data.directory().resolve("logs").resolve("alluvium.log");
        if (lines < 0) {
            throw new CliException("--lines=" + lines + ": must be 0 or more; try 50", 2);
        }
        if (!Files.exists(file)) {
            throw new CliException("there is no log in " + file.getParent()
                    + " yet; `alluvium up` writes it, and --data DIR names another installation");
        }
        List<String> all = Files.readAllLines(file);
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(System.out::println);
        if (follow) {
            tail(file);
        }
        return 0;
    }

    private static void tail(Path file) throws IOException, InterruptedException {
        long at = Files.size(file);
        while (true) {
            long size = Files.size(file);
            if (size < at) {
                at = 0;
            }
            if (size > at) {
                try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
                    reader.seek(at);
                    byte[] fresh = new byte[(int) Math.min(size - at, 1 << 20)];
                    reader.readFully(fresh);
                    at += fresh.length;
                    System.out.print(new String(fresh, StandardCharsets.UTF_8));
                    System.out.flush();
                }
            }
            Thread.sleep(300);
        }
    }
}
