package dev.alluvium.cli.client.push;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came of a push, with the first problems; their number is not bounded, what is kept of them is. */
public final class PushReport {
    private static final int KEPT = 1_000;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unreadable = new ArrayList<>();
    private final SortedSet<String> models = new TreeSet<>();
    private boolean unnamed;
    private long files;
    private long accepted;
    private long refused;
    private long skipped;

    /**
     * Something that was not pushed.
     *
     * @param line 0 for the whole file
     * @param column 0 for the whole line
     */
    public record Problem(String file, long line, long column, String problem) {
        /** As compilers write it: {@code file:line:column: problem}. */
        @Override
        public String toString() {
            String place = line == 0 ? "" : column == 0 ? ":" + line : ":" + line + ":" + column;
            return file + place + ": " + problem;
        }
    }

    void file() {
        files++;
    }

    /** Notes the model that a record names; null if it names none. */
    void model(@Nullable String name) {
        if (name == null) {
            unnamed = true;
        } else {
            models.add(name);
        }
    }

    void accepted(long records) {
        accepted += records;
    }

    void skipped(long records) {
        skipped += records;
    }

    void refused(Problem problem) {
        refused++;
        if (problems.size() < KEPT) {
            problems.add(problem);
        }
    }

    void unreadable(String file, String problem) {
        unreadable.add(new Problem(file, 0, 0, problem));
    }

    /** Inputs that were read to their end, or had been before. */
    public long files() {
        return files;
    }

    /** Models that records were pushed to, the default one where they name none. */
    public SortedSet<String> models(String defaultModel) {
        SortedSet<String> all = new TreeSet<>(models);
        if (unnamed || models.isEmpty()) {
            all.add(defaultModel);
        }
        return all;
    }

    public long accepted() {
        return accepted;
    }

    public long refused() {
        return refused;
    }

    /** Items passed over because an earlier run of the same command pushed them. */
    public long skipped() {
        return skipped;
    }

    /** The first refused records. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** Files that could not be read to their end. */
    public List<Problem> unreadable() {
        return List.copyOf(unreadable);
    }

    /** Whether everything there was has been accepted. */
    public boolean isClean() {
        return refused == 0 && unreadable.isEmpty();
    }
}
