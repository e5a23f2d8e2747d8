package dev.alluvium.ingest.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far files were read, kept in a file of its own, so that a reader that was stopped goes on where it was. */
public final class ReadJournal {
    private static final Logger LOG = LoggerFactory.getLogger(ReadJournal.class);
    /** The number of a file that was read to its end. */
    private static final long COMPLETE = Long.MAX_VALUE;

    private final @Nullable Path file;
    private final Map<String, Progress> files;
    private boolean saved = true;

    /**
     * How far one file was read.
     *
     * @param state of the file when it was; another one begins anew
     * @param done items that need not be read again
     */
    record Progress(String state, long done) {}

    private ReadJournal(@Nullable Path file, Map<String, Progress> files) {
        this.file = file;
        this.files = files;
    }

    /** The journal in {@code file}, which need not exist. One that is damaged is set aside: repeats are found later on. */
    public static ReadJournal open(Path file) throws IOException {
        try {
            Map<String, Progress> files = Files.exists(file)
                    ? Json.mapper().readValue(Files.readAllBytes(file), new TypeReference<>() {})
                    : Map.of();
            return new ReadJournal(file, new TreeMap<>(files));
        } catch (JsonProcessingException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} is damaged and was moved to {}: every file is read again, repeats are found", file, aside);
            return new ReadJournal(file, new TreeMap<>());
        }
    }

    /** A journal that begins empty and is never written. */
    public static ReadJournal unsaved() {
        return new ReadJournal(null, new TreeMap<>());
    }

    /** Items of a file that need not be read again. */
    public long done(String name, String state) {
        Progress progress = files.get(name);
        return progress != null && progress.state().equals(state) ? progress.done() : 0;
    }

    /** The state of a file when it was last noted; nothing if it never was. */
    public Optional<String> state(String name) {
        return Optional.ofNullable(files.get(name)).map(Progress::state);
    }

    /** Whether a file was read to its end. */
    public boolean isComplete(String name, String state) {
        return done(name, state) == COMPLETE;
    }

    /** Notes that the first {@code items} need not be read again. */
    public void note(String name, String state, long items) throws IOException {
        files.put(name, new Progress(state, items));
        saved = false;
        save();
    }

    /** Writes what an earlier note could not write; it is remembered until then. */
    public void save() throws IOException {
        if (file != null && !saved) {
            write(file);
        }
        saved = true;
    }

    /** Notes that a file was read to its end. */
    public void noteComplete(String name, String state) throws IOException {
        note(name, state, COMPLETE);
    }

    /** Removes the journal. */
    public void forget() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }

    private void write(Path target) throws IOException {
        Files.createDirectories(
                target.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh = Files.createTempFile(target.getParent(), "journal", ".tmp");
        try {
            Files.write(fresh, Json.bytes(files));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
