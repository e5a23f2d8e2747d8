package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.DataOption;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the log of the local installation. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Show the local installation's log.")
final class LogsCommand implements Callable<Integer> {
    private static final int MOST_AT_ONCE = 1 << 20;

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
        byte[] whole = Files.readAllBytes(file);
        int end = follow ? afterLastLine(whole) : whole.length;
        List<String> all =
                new String(whole, 0, end, StandardCharsets.UTF_8).lines().toList();
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(System.out::println);
        if (follow) {
            tail(file, end);
        }
        return 0;
    }

    /** Prints whole lines, for a part of one may end within a character. Whoever logs begins a new file now and then. */
    private static void tail(Path file, long begin) throws IOException, InterruptedException {
        long at = begin;
        while (true) {
            long size = Files.exists(file) ? Files.size(file) : 0;
            if (size < at) {
                at = 0;
            }
            if (size > at) {
                byte[] fresh = read(file, at, (int) Math.min(size - at, MOST_AT_ONCE));
                int end =
                        fresh.length == MOST_AT_ONCE && afterLastLine(fresh) == 0 ? fresh.length : afterLastLine(fresh);
                System.out.print(new String(fresh, 0, end, StandardCharsets.UTF_8));
                System.out.flush();
                at += end;
            }
            Thread.sleep(300);
        }
    }

    private static byte[] read(Path file, long at, int bytes) throws IOException {
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(at);
            byte[] fresh = new byte[bytes];
            int read = reader.read(fresh);
            return Arrays.copyOf(fresh, Math.max(0, read));
        }
    }

    private static int afterLastLine(byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
