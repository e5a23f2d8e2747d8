package dev.alluvium.cli.client;

import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies a model directory into the object store, under the name by which models can then name it. The list of digests is
 * written last: a base without it is an upload that has not ended, and goes on with the files that are missing.
 */
public final class BaseUpload {
    private static final String SUMS = "SHA256SUMS";

    private final ObjectStore store;
    private final Terminal terminal;

    public BaseUpload(ObjectStore store, Terminal terminal) {
        this.store = store;
        this.terminal = terminal;
    }

    /**
     * Copies every file of {@code directory}.
     *
     * @return false if the very same base was there before
     * @throws CliException if another base has the name
     */
    public boolean copy(String name, Path directory) throws IOException {
        String prefix = ObjectKeys.base(name);
        List<Path> files = files(directory);
        StringBuilder sums = new StringBuilder();
        for (Path file : files) {
            terminal.waiting("reading " + file.getFileName());
            try (InputStream in = Files.newInputStream(file)) {
                sums.append(Digest.sha256(in) + "  " + file.getFileName() + "\n");
            }
        }
        byte[] list = sums.toString().getBytes(StandardCharsets.UTF_8);
        if (same(name, prefix + SUMS, list)) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            upload(name, prefix + files.get(i).getFileName(), files.get(i));
            terminal.progress(
                    "copying", i + 1, files.size(), String.valueOf(files.get(i).getFileName()));
        }
        if (!store.putIfAbsent(prefix + SUMS, list)) {
            same(name, prefix + SUMS, list);
        }
        terminal.done();
        return true;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".") && !file.endsWith(SUMS))
                    .sorted()
                    .toList();
        }
    }

    private boolean same(String name, String key, byte[] bytes) {
        byte[] there = store.get(key).map(StoredObject::bytes).orElse(null);
        if (there != null && !java.util.Arrays.equals(there, bytes)) {
            throw another(name, key);
        }
        return there != null;
    }

    private void upload(String name, String key, Path file) throws IOException {
        long bytes = Files.size(file);
        if (!store.uploadIfAbsent(key, file)
                && store.head(key).map(info -> info.bytes() != bytes).orElse(true)) {
            throw another(name, key);
        }
    }

    private static CliException another(String name, String key) {
        return new CliException("base " + name + ": another one lies there already (" + key
                + " differs); a base is never changed: choose a new name");
    }
}
