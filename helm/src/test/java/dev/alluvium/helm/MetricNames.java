package dev.alluvium.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The metrics that the services emit, as the reference lists them, and those that an expression names. */
final class MetricNames {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(alluvium_[a-z0-9_]+)` \\| ([a-z]+) \\|");
    private static final Pattern USE = Pattern.compile("\\balluvium_[a-z0-9_]+\\b");

    private MetricNames() {}

    /** Series names that a scrape holds, a histogram's three included. */
    static Set<String> emitted() {
        Set<String> names = new TreeSet<>();
        Matcher rows = ROW.matcher(read(Path.of("../docs/metrics.md")));
        while (rows.find()) {
            if (rows.group(2).equals("histogram")) {
                names.add(rows.group(1) + "_bucket");
                names.add(rows.group(1) + "_count");
                names.add(rows.group(1) + "_sum");
            } else {
                names.add(rows.group(1));
            }
        }
        return names;
    }

    static Set<String> used(String expression) {
        return USE.matcher(expression).results().map(match -> match.group()).collect(Collectors.toSet());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
