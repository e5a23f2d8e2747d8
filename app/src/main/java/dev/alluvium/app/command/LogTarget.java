package dev.alluvium.app.command;

import dev.alluvium.cli.client.CliException;
import java.util.Locale;
import java.util.Map;

/** Where {@code alluvium up} logs to, as {@code $ALLUVIUM_LOG} says. Whatever it says, the data directory has the log, too. */
public enum LogTarget {
    /** The data directory alone: what is printed is for people. */
    FILE("logback-alluvium.xml"),
    /** Lines of text on standard output as well. */
    TEXT("logback-alluvium-text.xml"),
    /** Standard output has one JSON object per line and nothing else, for whatever collects a container's logs. */
    JSON("logback-alluvium-json.xml");

    static final String VARIABLE = "ALLUVIUM_LOG";

    private final String configuration;

    LogTarget(String configuration) {
        this.configuration = configuration;
    }

    /** The logging configuration's resource. */
    public String configuration() {
        return configuration;
    }

    /**
     * What the environment asks for.
     *
     * @throws CliException if it is none of these
     */
    public static LogTarget of(Map<String, String> environment) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return FILE;
        }
        for (LogTarget target : values()) {
            if (target.name().toLowerCase(Locale.ROOT).equals(given)) {
                return target;
            }
        }
        throw new CliException(VARIABLE + "=" + given + ": must be json, text or file; try json", 2);
    }
}
