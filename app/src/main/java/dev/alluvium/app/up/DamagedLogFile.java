package dev.alluvium.app.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names the broker's file where a problem names a partition and an offset. */
final class DamagedLogFile {
    private static final Pattern PLACE = Pattern.compile("partition (\\S+-\\d+) (?:is damaged )?at offset (\\d+)");
    private static final String SEGMENT = ".log";

    private DamagedLogFile() {}

    /**
     * The problem with the file's path behind it, if it tells of damage.
     *
     * @param logs the broker's directory, with one directory per partition
     */
    static String named(String problem, Path logs) {
        Matcher place = PLACE.matcher(problem);
        return place.find()
                ? segment(logs.resolve(place.group(1)), Long.parseLong(place.group(2)))
                        .map(file -> problem + " (file " + file + ")")
                        .orElse(problem)
                : problem;
    }

    /** The file whose first offset is the last one up to {@code offset}. */
    private static Optional<Path> segment(Path partition, long offset) {
        try (Stream<Path> files = Files.list(partition)) {
            return files.filter(file -> file.toString().endsWith(SEGMENT) && first(file) <= offset)
                    .max(Comparator.comparingLong(DamagedLogFile::first));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long first(Path segment) {
        return Long.parseLong(segment.getFileName().toString().replace(SEGMENT, ""));
    }
}
