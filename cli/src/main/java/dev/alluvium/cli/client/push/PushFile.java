package dev.alluvium.cli.client.push;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One input of a push.
 *
 * @param path null for standard input
 * @param name relative to the directory that was asked for
 * @param size in bytes; 0 if it is not known
 * @param state changes when the file does
 */
record PushFile(@Nullable Path path, String name, long size, String state) {
    private static final String STANDARD_INPUT = "-";

    /** The inputs that arguments name: files, directories with all that is in them, {@code -}. In a stable order. */
    static List<PushFile> of(List<String> arguments) {
        List<PushFile> files = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(STANDARD_INPUT)) {
                files.add(new PushFile(null, "standard input", 0, ""));
            } else {
                files.addAll(below(argument));
            }
        }
        return files;
    }

    private static List<PushFile> below(String argument) {
        Path path = Path.of(argument);
        if (!Files.exists(path)) {
            throw new CliException(argument + ": there is no such file; - reads standard input", 2);
        }
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new CliException(
                    argument + ": is neither a file nor a directory; `alluvium push - < " + argument + "` reads it", 2);
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<PushFile> files = new ArrayList<>();
            for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
                if (!isHidden(path, file)) {
                    files.add(of(path, file));
                }
            }
            if (files.isEmpty()) {
                throw new CliException(argument + ": the directory has no file in it to push", 2);
            }
            return files;
        } catch (IOException e) {
            throw new CliException(argument + ": cannot be read (" + FileProblem.of(e) + ")");
        }
    }

    private static PushFile of(Path root, Path file) throws IOException {
        BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
        Path relative = root.equals(file) ? file.getFileName() : root.relativize(file);
        String name = relative.toString().replace('\\', '/');
        return new PushFile(file, name, at.size(), at.size() + "/" + at.lastModifiedTime());
    }

    private static boolean isHidden(Path root, Path file) {
        if (root.equals(file)) {
            return false;
        }
        for (Path part : root.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    /** By which it is known from push to push; null for what cannot be read again. */
    @Nullable String identity() {
        return path == null ? null : path.toAbsolutePath().normalize().toString();
    }

    InputStream open() throws IOException {
        return path == null ? System.in : Files.newInputStream(path);
    }
}
