package dev.alluvium.app.up;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.FileProblem;
import dev.alluvium.cli.client.KafkaTarget;
import dev.alluvium.embedded.BrokerLogin;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory that the all-in-one process keeps everything in: one process at a time, for its owner alone.
 *
 * <p>{@code token} is the admin token, {@code token-given} says that the configuration named it, {@code endpoint} the URL of the running process, {@code pid} its process,
 * {@code kafka-secret} the password of its broker, {@code kafka-client.properties} what a client of the broker needs.
 */
public final class DataDirectory implements AutoCloseable {
    private static final long LEAST_FREE_BYTES = 2L << 30;
    private static final int TOKEN_BYTES = 33;
    private static final String TOKEN = "token";
    private static final String GIVEN = "token-given";
    private static final String KAFKA_SECRET = "kafka-secret";
    private static final String KAFKA_USER = "alluvium";

    private final Path root;
    private final FileChannel lockFile;
    private final FileLock lock;

    private DataDirectory(Path root, FileChannel lockFile, FileLock lock) {
        this.root = root;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Makes the directory if needed and locks it; a message with a remedy if it cannot be used. */
    public static DataDirectory open(Path root) {
        try {
            if (!Files.exists(root)) {
                Files.createDirectories(
                        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            closeToOthers(root);
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CliException("another alluvium runs on " + root + pid(root)
                        + "; stop it with `alluvium stop --data " + root + "`, or give this one another --data DIR");
            }
            DataDirectory directory = new DataDirectory(root, channel, lock);
            directory.checkSpace();
            directory.forgetPredecessor();
            return directory;
        } catch (IOException | UnsupportedOperationException e) {
            throw new CliException("--data " + root + ": cannot write there (" + why(e)
                    + "); choose a directory that you own with --data DIR");
        }
    }

    private static String why(Exception e) {
        return e instanceof IOException io ? FileProblem.of(io) : "the file system knows no owners and modes";
    }

    /**
     * Not where something else lies too, and not a directory of another owner, such as a volume that a cluster mounts: they keep
     * the modes that were chosen for them.
     */
    private static void closeToOthers(Path root) throws IOException {
        boolean owned = Files.getOwner(root).getName().equals(System.getProperty("user.name"));
        if (!owned || !isForData(root)) {
            return;
        }
        Set<PosixFilePermission> modes = Files.getPosixFilePermissions(root);
        if (modes.retainAll(PosixFilePermissions.fromString("rwx------"))) {
            Files.setPosixFilePermissions(root, modes);
        }
    }

    private static boolean isForData(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return Files.exists(root.resolve("lock")) || files.findAny().isEmpty();
        }
    }

    /** What a killed process announced is not true any more; commands then wait for what this one announces. */
    private void forgetPredecessor() throws IOException {
        Files.deleteIfExists(root.resolve("endpoint"));
        Files.deleteIfExists(root.resolve("kafka"));
        writePrivate(root.resolve("pid"), ProcessHandle.current().pid() + "\n");
    }

    public Path root() {
        return root;
    }

    public Path resolve(String name) {
        return root.resolve(name);
    }

    /**
     * The admin token, made on first use: 44 URL-safe characters, readable by the owner alone. One that a configuration gave
     * before and gives no more is forgotten.
     */
    public String token() {
        try {
            if (Files.exists(root.resolve(GIVEN))) {
                Files.deleteIfExists(root.resolve(TOKEN));
                Files.delete(root.resolve(GIVEN));
            }
        } catch (IOException e) {
            throw new CliException("cannot replace " + root.resolve(TOKEN) + ": " + FileProblem.of(e));
        }
        return secret(TOKEN);
    }

    /** Puts a token that the configuration gives where commands look for it. */
    String useToken(String given) {
        try {
            writePrivate(root.resolve(GIVEN), "the configuration gives the token\n");
            writePrivate(root.resolve(TOKEN), given + "\n");
            return given;
        } catch (IOException e) {
            throw new CliException("cannot write " + root.resolve(TOKEN) + ": " + FileProblem.of(e));
        }
    }

    /** A generated secret that stays the same from start to start. */
    public String secret(String name) {
        Path file = root.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[TOKEN_BYTES];
                new SecureRandom().nextBytes(random);
                writePrivate(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CliException("cannot read or write " + file + ": " + FileProblem.of(e));
        }
    }

    /** The login to the broker of this directory, made on first use. */
    BrokerLogin kafkaLogin() {
        try {
            return new BrokerLogin(KAFKA_USER, secret(KAFKA_SECRET));
        } catch (IllegalArgumentException e) {
            throw new CliException(root.resolve(KAFKA_SECRET) + ": " + e.getMessage()
                    + "; without the file the next start makes one, and the broker's clients need it anew");
        }
    }

    /** Puts a given password in the place of the broker's own, from the next start of the broker on. */
    public void useKafkaPassword(String given) {
        try {
            writePrivate(root.resolve(KAFKA_SECRET), new BrokerLogin(KAFKA_USER, given.strip()).password() + "\n");
        } catch (IllegalArgumentException e) {
            throw new CliException("ALLUVIUM_KAFKA_PASSWORD: " + e.getMessage(), 2);
        } catch (IOException e) {
            throw new CliException("cannot write " + root.resolve(KAFKA_SECRET) + ": " + FileProblem.of(e));
        }
    }

    /**
     * Writes what commands and other clients need to find this process, which may still be starting.
     *
     * @param client properties of the broker's clients; none where the broker is not this process's
     */
    public void announce(String endpoint, String bootstrapServers, Map<String, String> client) {
        try {
            Path properties = root.resolve(KafkaTarget.FILE);
            if (client.isEmpty()) {
                Files.deleteIfExists(properties);
            } else {
                writePrivate(properties, KafkaTarget.file(bootstrapServers, client));
            }
            writePrivate(root.resolve("kafka"), bootstrapServers + "\n");
            writePrivate(root.resolve("endpoint"), endpoint + "\n");
        } catch (IOException e) {
            throw new CliException("cannot write in " + root + ": " + FileProblem.of(e));
        }
    }

    @Override
    public void close() {
        try {
            for (String name : new String[] {"endpoint", "kafka", "pid"}) {
                Files.deleteIfExists(root.resolve(name));
            }
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new CliException("cannot tidy " + root + ": " + FileProblem.of(e));
        }
    }

    private void checkSpace() throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            close();
            throw new CliException("--data " + root + ": only " + (free >> 20) + " MiB free, at least "
                    + (LEAST_FREE_BYTES >> 20) + " MiB are needed; free some space or choose another --data DIR");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String pid(Path root) throws IOException {
        Path file = root.resolve("pid");
        return Files.exists(file) ? " (process " + Files.readString(file).strip() + ")" : "";
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
