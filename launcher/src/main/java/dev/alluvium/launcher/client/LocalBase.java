package dev.alluvium.launcher.client;

import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The directory of a model's base on this machine. */
public final class LocalBase {
    private LocalBase() {}

    /**
     * A directory that was given, or the one that a configured name stands for.
     *
     * @param scratch where a base that ships with the program is unpacked
     */
    public static Path of(@Nullable Path given, String name, Path scratch) throws IOException {
        if (given != null) {
            return given;
        } else if (name.equals(TinyBase.NAME)) {
            Path directory = Files.createDirectories(scratch.resolve(TinyBase.NAME));
            TinyBase.extractTo(directory);
            return directory;
        } else if (name.startsWith("file:")) {
            return Path.of(URI.create(name));
        }
        throw new CliException("base " + name + ": does not lie on this machine; give its directory by --base DIR", 2);
    }
}
