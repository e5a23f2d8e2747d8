package dev.alluvium.cli;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.DataOption;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the process that runs on a data directory. */
@Command(name = "stop", mixinStandardHelpOptions = true, description = "Stop the local installation.")
final class StopCommand implements Callable<Integer> {
    private static final long LIMIT_SECONDS = 60;

    @Mixin
    final DataOption data = new DataOption();

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(data.directory().resolve("pid"))) {
            throw new CliException(
                    "no alluvium runs on " + data.directory() + "; --data DIR names another installation");
        }
        ProcessHandle process = data.process().orElse(null);
        if (process == null) {
            System.out.println("no alluvium runs on " + data.directory() + " any more: its process ended by itself");
            return 0;
        }
        long pid = process.pid();
        process.destroy();
        try {
            process.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CliException("process " + pid + " is still at work after " + LIMIT_SECONDS
                    + " s; look at its log, or end it with kill -9 " + pid + " (nothing is lost)");
        }
        System.out.println("stopped");
        return 0;
    }
}
