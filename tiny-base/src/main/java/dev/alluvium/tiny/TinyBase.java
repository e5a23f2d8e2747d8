package dev.alluvium.tiny;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The base model that ships inside this artefact, known everywhere by the name {@value #NAME}. */
public final class TinyBase {
    /** What a configuration says to get this base. */
    public static final String NAME = "tiny";

    private static final String ROOT = "/bases/" + NAME + "/";

    private TinyBase() {}

    /**
     * Makes {@code directory} a Hugging Face directory of this base. Files already there with the right content stay;
     * any other is put in place by one atomic move, the list of checksums last, so that several processes may do this
     * at once and none ever reads half a file.
     *
     * @throws IOException if the directory cannot be written, or the artefact itself is damaged
     */
    public static void extractTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : checksums().byFile().entrySet()) {
            Path target = directory.resolve(file.getKey());
            if (!isIntact(target, file.getValue())) {
                byte[] content = read(file.getKey());
                verify(file.getKey(), content, file.getValue());
                replace(target, content);
            }
        }
        replace(directory.resolve(Checksums.FILE), read(Checksums.FILE));
    }

    /** SHA-256 over the list of checksums: identifies this base whatever it is called. */
    public static String fingerprint() throws IOException {
        return Checksums.sha256(read(Checksums.FILE));
    }

    private static Checksums checksums() throws IOException {
        return Checksums.parse(new String(read(Checksums.FILE), StandardCharsets.UTF_8));
    }

    private static boolean isIntact(Path file, String sha256) throws IOException {
        return Files.isRegularFile(file)
                && Checksums.sha256(Files.readAllBytes(file)).equals(sha256);
    }

    private static void verify(String name, byte[] content, String sha256) throws IOException {
        if (!Checksums.sha256(content).equals(sha256)) {
            throw new IOException(ROOT + name + " differs from its checksum: the jar is damaged, build it again");
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path draft = Files.createTempFile(target.toAbsolutePath().getParent(), target.getFileName() + ".", ".part");
        try {
            Files.write(draft, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = TinyBase.class.getResourceAsStream(ROOT + name)) {
            if (in == null) {
                throw new FileNotFoundException(ROOT + name + " is not on the class path");
            }
            return in.readAllBytes();
        }
    }
}
