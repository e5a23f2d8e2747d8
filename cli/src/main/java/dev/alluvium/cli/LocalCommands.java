package dev.alluvium.cli;

import java.util.List;
import picocli.CommandLine.Command;

/**
 * What the help says of the commands that work on this machine. They themselves are not on the class path of the client
 * commands, whose process shows the help because it starts faster.
 */
public final class LocalCommands {
    public static final String DEMO =
            "Start everything, teach a product line, refuse lies, take an update, roll back and forward.";
    public static final String UP =
            "Run Kafka, object storage, Flink and every service in this process; Ctrl-C stops it.";
    public static final String TRAIN =
            "Cut the pending records into a round and follow it to its verdict; or forecast it.";
    public static final String BASE = "Make and prepare base models.";
    public static final String MODEL = "Look at, convert and make checkpoints.";
    public static final String EXPORT =
            "Write a version as a PEFT directory, merged into its base as a Hugging Face directory, or as GGUF.";
    public static final String TRIAL =
            "Try learning rates, ranks and numbers of epochs on records of yours, and rank them.";
    public static final String CLEAN =
            "Clean a file without a server: clean records as JSON lines on standard output, a summary on"
                    + " standard error. Exit status 0 when the file was read to its end, whatever was rejected.";
    public static final String BENCH = "Measure what is claimed.";

    /** Listed before the client commands. */
    public static final List<String> FIRST = List.of("demo", "up");

    /** Listed after them. */
    public static final List<String> LAST = List.of("train", "base", "model", "export", "trial", "clean", "bench");

    private LocalCommands() {}

    /** In the place of a command of this name, its line in the help. */
    static Class<?> outline(String name) {
        return switch (name) {
            case "demo" -> Demo.class;
            case "up" -> Up.class;
            case "train" -> Train.class;
            case "base" -> Base.class;
            case "model" -> Model.class;
            case "export" -> Export.class;
            case "trial" -> Trial.class;
            case "clean" -> Clean.class;
            case "bench" -> Bench.class;
            default -> throw CommandGroup.unknown(name);
        };
    }

    @Command(description = DEMO)
    private static final class Demo {}

    @Command(description = UP)
    private static final class Up {}

    @Command(description = TRAIN)
    private static final class Train {}

    @Command(description = BASE)
    private static final class Base {}

    @Command(description = MODEL)
    private static final class Model {}

    @Command(description = EXPORT)
    private static final class Export {}

    @Command(description = TRIAL)
    private static final class Trial {}

    @Command(description = CLEAN)
    private static final class Clean {}

    @Command(description = BENCH)
    private static final class Bench {}
}
