package dev.alluvium.cli.local;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Target;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.runtime.base.BaseException;
import dev.alluvium.runtime.base.GeneralFile;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ObjectStoreConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import dev.alluvium.tiny.TinyBase;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A base's directory on this machine, and what lies beside its weights. */
public record LocalBase(Path directory) {
    private static final String PROFILE = "profile.yaml";
    private static final String S3 = "s3://";

    /**
     * {@code tiny}, a directory, or its {@code file:///} URI.
     *
     * @throws CliException if there is none
     */
    public static LocalBase of(String name) {
        try {
            if (name.equals(TinyBase.NAME)) {
                Path directory = Files.createTempDirectory("alluvium-tiny-");
                TinyBase.extractTo(directory);
                deleteOnExit(directory);
                return new LocalBase(directory);
            }
        } catch (IOException e) {
            throw new CliException("the shipped base cannot be unpacked: " + e.getMessage());
        }
        Path directory = name.startsWith("file:") ? Path.of(URI.create(name)) : Path.of(name);
        if (!Files.isDirectory(directory)) {
            throw new CliException(
                    name + ": there is no such directory; give " + TinyBase.NAME + " or a Hugging Face directory", 2);
        }
        return new LocalBase(directory);
    }

    /**
     * The base that a model's configuration names, where it lies on this machine: also in the object store of an
     * installation that runs here.
     *
     * @throws CliException if it lies elsewhere
     */
    public static LocalBase configured(String name, Target installation) {
        if (name.equals(TinyBase.NAME) || name.startsWith("file:") || name.startsWith("/")) {
            return of(name);
        }
        return installation
                .objects()
                .map(objects -> objects.resolve(inStore(name)))
                .filter(Files::isDirectory)
                .map(LocalBase::new)
                .orElseThrow(() -> new CliException(
                        "base " + name + ": does not lie on this machine; give its directory by --base DIR", 2));
    }

    private static String inStore(String name) {
        return name.startsWith(S3)
                ? name.substring(S3.length())
                : ObjectStoreConfig.BUCKET + "/" + ObjectKeys.base(name);
    }

    /** Whatever is registered last is deleted first, so each directory is empty when its turn comes. */
    private static void deleteOnExit(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.map(Path::toFile).forEach(File::deleteOnExit);
        }
    }

    /** Where its profile lies, or would. */
    public Path profileFile() {
        return directory.resolve(PROFILE);
    }

    /** Its profile; all empty where it has none. */
    public BaseProfile profile() {
        return Files.exists(profileFile())
                ? ConfigLoader.read(profileFile(), BaseProfile.class, Map.of())
                : BaseProfile.NONE;
    }

    /** Its general text; none where it has none. */
    public List<KnowledgeRecord> general() {
        try {
            return GeneralFile.in(directory).orElse(List.of());
        } catch (BaseException e) {
            throw new CliException(String.valueOf(e.getMessage()));
        }
    }
}
