package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.ingest.adapter.ReadJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a push came, written after every batch that was acknowledged, so that the same command goes on where it was stopped.
 * Killed between an acknowledgement and this note it sends that one batch again; cleaning drops it as a repeat.
 */
final class PushJournal {
    /** No file has this name. */
    private static final String PUSHED_AT = "\u0000pushed-at";

    private final Path file;
    private final ReadJournal journal;
    private @Nullable String pushedAt;

    private PushJournal(Path file, ReadJournal journal) {
        this.file = file;
        this.journal = journal;
    }

    /**
     * The journal of one command.
     *
     * @param directory of all journals
     * @param command everything that makes it the same command
     */
    static PushJournal open(Path directory, List<String> command) {
        Path file = directory.resolve(Digest.id(command.toArray(String[]::new)) + ".json");
        try {
            return new PushJournal(file, ReadJournal.open(file));
        } catch (IOException e) {
            throw new CliException(
                    file + ": cannot be read (" + FileProblem.of(e) + "); remove it to push everything from the start");
        }
    }

    /** A journal that begins empty and is never written. */
    static PushJournal unsaved() {
        return new PushJournal(Path.of("none"), ReadJournal.unsaved());
    }

    /** Items of {@code input} that were acknowledged; all of them if it was pushed to its end. */
    long done(PushFile input) {
        return input.identity() == null ? 0 : journal.done(input.identity(), input.state());
    }

    boolean isComplete(PushFile input) {
        return input.identity() != null && journal.isComplete(input.identity(), input.state());
    }

    /** Notes that the first {@code items} were acknowledged. */
    void note(PushFile input, long items) {
        String identity = input.identity();
        if (identity != null) {
            kept(() -> journal.note(identity, input.state(), items));
        }
    }

    void noteComplete(PushFile input) {
        String identity = input.identity();
        if (identity != null) {
            kept(() -> journal.noteComplete(identity, input.state()));
        }
    }

    /** The time of the push, once admission has said it. */
    Optional<String> pushedAt() {
        return Optional.ofNullable(pushedAt).or(() -> journal.state(PUSHED_AT));
    }

    /** Keeps the first time that admission says. */
    void notePushedAt(String time) {
        if (pushedAt().isEmpty()) {
            pushedAt = time;
            kept(() -> journal.note(PUSHED_AT, time, 0));
        }
    }

    /** Everything was pushed: the next such command is a new one. */
    void forget() {
        kept(journal::forget);
    }

    private interface Note {
        void write() throws IOException;
    }

    private void kept(Note note) {
        try {
            note.write();
        } catch (IOException e) {
            throw new CliException("cannot note in " + file + " how far the push came: " + FileProblem.of(e)
                    + "; what was pushed so far is safe");
        }
    }
}
