package dev.alluvium.runtime.base;

import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a base named in the configuration lies on this machine: {@code tiny} and the like come out of this program's
 * own artefacts, {@code file:///…} or {@code /…} is used in place, {@code s3://BUCKET/PREFIX} and any other name (for
 * {@code bases/NAME/}) are copied from the object store.
 */
public final class BaseDirectories {
    private static final String FILE = "file:";
    private static final String S3 = "s3://";
    private static final String PROFILE = "profile.yaml";

    private final ObjectStore store;
    private final Path cache;
    private final Map<String, Packaged> packaged;

    /** A base that ships inside an artefact. */
    @FunctionalInterface
    public interface Packaged {
        /** Makes {@code directory} the base's directory; right at any time, by several processes at once. */
        void extractTo(Path directory) throws IOException;
    }

    /**
     * @param cache for copies; created when needed
     * @param packaged bases that ship with the program, by name
     */
    public BaseDirectories(ObjectStore store, Path cache, Map<String, Packaged> packaged) {
        this.store = store;
        this.cache = cache;
        this.packaged = Map.copyOf(packaged);
    }

    /**
     * The directory of a base.
     *
     * @throws BaseException if there is none
     */
    public Path directory(String base) {
        Packaged shipped = packaged.get(base);
        if (shipped != null) {
            return extracted(base, shipped);
        } else if (base.startsWith(FILE) || base.startsWith("/")) {
            return local(base);
        }
        String prefix = base.startsWith(S3) ? prefix(base) : ObjectKeys.base(base);
        return new DirectoryCache(store, cache)
                .fetch(prefix)
                .orElseThrow(() -> new BaseException("base " + base + ": nothing lies at s3://" + store.bucket() + "/"
                        + prefix + "; upload a Hugging Face directory there, or use one of " + packaged.keySet()));
    }

    /**
     * One file of a base, without fetching the rest.
     *
     * @throws BaseException if there is none
     */
    public Path file(String base, String name) {
        if (packaged.containsKey(base) || base.startsWith(FILE)) {
            return directory(base).resolve(name);
        }
        String prefix = base.startsWith(S3) ? prefix(base) : ObjectKeys.base(base);
        return new DirectoryCache(store, cache)
                .fetchFile(prefix, name)
                .orElseThrow(() -> new BaseException("base " + base + ": s3://" + store.bucket() + "/" + prefix + name
                        + " is missing; upload a Hugging Face directory there"));
    }

    /** What the base says about training on it; all empty if it says nothing. */
    public BaseProfile profile(String base) {
        Path file = directory(base).resolve(PROFILE);
        return Files.exists(file) ? ConfigLoader.read(file, BaseProfile.class, Map.of()) : BaseProfile.NONE;
    }

    /** The base's general text: beside its weights, else what it answered itself and the store keeps; none if neither. */
    public List<KnowledgeRecord> general(String base) {
        Path directory = directory(base);
        return GeneralFile.in(directory)
                .or(() -> store.get(generalKey(directory))
                        .map(StoredObject::bytes)
                        .map(GeneralFile::read))
                .orElse(List.of());
    }

    /** Whether a base has any general text. */
    public boolean hasGeneral(String base) {
        Path directory = directory(base);
        return Files.exists(directory.resolve(GeneralFile.NAME))
                || store.get(generalKey(directory)).isPresent();
    }

    /** Where the store keeps what a base answered itself. */
    public static String generalKey(Path directory) {
        return ObjectKeys.general(BaseIdentity.of(directory));
    }

    private Path extracted(String base, Packaged shipped) {
        Path directory = cache.resolve(base);
        try {
            Files.createDirectories(directory);
            shipped.extractTo(directory);
            return directory;
        } catch (IOException e) {
            throw new BaseException("base " + base + ": cannot be written to " + directory + ": " + e, e);
        }
    }

    private static Path local(String base) {
        Path directory = path(base);
        if (!Files.isDirectory(directory)) {
            throw new BaseException("base " + base + ": is no directory; give the path of a Hugging Face directory");
        }
        return directory;
    }

    private static Path path(String base) {
        try {
            return base.startsWith(FILE) ? Path.of(URI.create(base)) : Path.of(base);
        } catch (IllegalArgumentException e) {
            throw new BaseException("base " + base + ": is no file URI; write file:///DIRECTORY or /DIRECTORY", e);
        }
    }

    private String prefix(String base) {
        String rest = base.substring(S3.length());
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        if (!bucket.equals(store.bucket()) || slash < 0) {
            throw new BaseException("base " + base + ": must lie in the bucket of object-store.bucket; copy it to s3://"
                    + store.bucket() + "/bases/NAME/ and name it so");
        }
        String key = rest.substring(slash + 1);
        return key.endsWith("/") ? key : key + "/";
    }
}
