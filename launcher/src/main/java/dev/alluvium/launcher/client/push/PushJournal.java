package dev.alluvium.launcher.client.push;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.launcher.client.CliException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a push came, written after every batch that was acknowledged, so that the same command goes on where it was stopped.
 * Killed between an acknowledgement and this note it sends that one batch again; cleaning drops it as a repeat.
 */
final class PushJournal {
    /** The number of a file that was pushed to its end. */
    private static final long COMPLETE = Long.MAX_VALUE;

    private final @Nullable Path file;
    private final Map<String, Progress> files;

    /**
     * How far one file came.
     *
     * @param state of the file when it was read; another one begins anew
     * @param done items that need not be read again
     */
    record Progress(String state, long done) {}

    private PushJournal(@Nullable Path file, Map<String, Progress> files) {
        this.file = file;
        this.files = files;
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
            Map<String, Progress> files = Files.exists(file)
                    ? Json.mapper().readValue(Files.readAllBytes(file), new TypeReference<>() {})
                    : Map.of();
            return new PushJournal(file, new TreeMap<>(files));
        } catch (IOException e) {
            throw new CliException(
                    file + ": cannot be read (" + e.getMessage() + "); remove it to push everything from the start");
        }
    }

    /** A journal that begins empty and is never written. */
    static PushJournal unsaved() {
        return new PushJournal(null, new TreeMap<>());
    }

    /** Items of {@code input} that were acknowledged; all of them if it was pushed to its end. */
    long done(PushFile input) {
        Progress progress = input.identity() == null ? null : files.get(input.identity());
        return progress != null && progress.state().equals(input.state()) ? progress.done() : 0;
    }

    boolean isComplete(PushFile input) {
        return done(input) == COMPLETE;
    }

    /** Notes that the first {@code items} were acknowledged. */
    void note(PushFile input, long items) {
        if (input.identity() != null) {
            files.put(input.identity(), new Progress(input.state(), items));
            if (file != null) {
                write(file);
            }
        }
    }

    void noteComplete(PushFile input) {
        note(input, COMPLETE);
    }

    /** Everything was pushed: the next such command is a new one. */
    void forget() {
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CliException("cannot remove " + file + ": " + e.getMessage());
        }
    }

    private void write(Path file) {
        try {
            Files.createDirectories(
                    file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = Files.createTempFile(file.getParent(), "push", ".tmp");
            Files.write(fresh, Json.bytes(files));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CliException("cannot note in " + file + " how far the push came: " + e.getMessage()
                    + "; what was pushed so far is safe");
        }
    }
}
