package dev.alluvium.runtime.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Bytes by key. Whatever is written once stays; the only way to change a key is {@link #replace}, a compare-and-swap.
 *
 * <p>Every method throws {@link StoreException} if the store cannot be reached or refuses.
 */
public interface ObjectStore {
    /** The bucket that keys live in. */
    String bucket();

    /** The object's bytes, or empty if there is none. */
    Optional<StoredObject> get(String key);

    /** The object's bytes without its tag, or empty if there is none. */
    default Optional<byte[]> bytes(String key) {
        return get(key).map(StoredObject::bytes);
    }

    /** The object's size and tag, or empty if there is none. */
    Optional<ObjectInfo> head(String key);

    /**
     * Part of an object's bytes: those from {@code from} on, at most {@code length}.
     *
     * @return empty if there is no such object in the state that {@code etag} names
     */
    default Optional<byte[]> range(String key, String etag, long from, int length) {
        return get(key).filter(object -> object.etag().equals(etag))
                .map(StoredObject::bytes)
                .map(bytes ->
                        Arrays.copyOfRange(bytes, Math.toIntExact(from), (int) Math.min(bytes.length, from + length)));
    }

    /** Writes the object unless one exists; of racing writers exactly one gets true. */
    boolean putIfAbsent(String key, byte[] bytes);

    /**
     * Writes a file of any size, in parts where the store has them, unless an object exists. Not atomic: of racing writers
     * the last one stays, so what is written is to be checked by a digest that {@link #putIfAbsent} laid down.
     *
     * @throws IOException if the file cannot be read
     */
    default boolean uploadIfAbsent(String key, Path file) throws IOException {
        return putIfAbsent(key, Files.readAllBytes(file));
    }

    /** Overwrites the object if its tag is still {@code expectedEtag}; of racing writers exactly one gets true. */
    boolean replace(String key, byte[] bytes, String expectedEtag);

    /** All keys that begin with {@code prefix}, sorted. */
    List<String> list(String prefix);

    /** Removes the object if it exists. */
    void delete(String key);
}
