package dev.alluvium.model;

import dev.alluvium.model.pickle.PickledWeights;
import dev.alluvium.model.tensor.SafetensorsSet;
import dev.alluvium.model.tensor.ShardedSafetensors;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Rewrites the pickled weights of a model directory as safetensors. Files are written under a draft's name and appear
 * by atomic moves, the one that makes the model readable last, so a run that was killed leaves nothing half written; the
 * next one starts afresh.
 */
public final class CheckpointConversion {
    /** Transformers' usual size of a shard. */
    public static final long SHARD_BYTES = 5_000_000_000L;

    private final Path from;
    private final Path to;
    private final long shardBytes;

    /** @param to may be {@code from}; a new directory also gets configuration and tokenizer */
    public CheckpointConversion(Path from, Path to, long shardBytes) {
        this.from = from;
        this.to = to;
        this.shardBytes = shardBytes;
    }

    /** @param tensors how many were written; their bytes are {@code bytes} */
    public record Result(int tensors, long bytes, List<String> files) {}

    /**
     * Converts.
     *
     * @throws ModelException when the weights cannot be read, are not weights, or do not fit on the disk
     */
    public Result run(ShardedSafetensors.Progress progress) {
        requireNew();
        try (PickledWeights weights = PickledWeights.open(from);
                StagingDirectory draft = StagingDirectory.in(to)) {
            return write(weights.tensors(), draft.path(), progress);
        } catch (IOException e) {
            throw new ModelException(to, e.toString(), "cannot be written", "check its permissions and the disk", e);
        }
    }

    private void requireNew() {
        for (String name : List.of(SafetensorsSet.SINGLE, SafetensorsSet.INDEX)) {
            if (Files.exists(to.resolve(name))) {
                throw new ModelException(
                        to.resolve(name), "present", "is what a conversion would write", "remove it to convert again");
            }
        }
    }

    private Result write(SortedMap<String, StoredTensor> tensors, Path draft, ShardedSafetensors.Progress progress)
            throws IOException {
        long bytes = tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
        long room = Files.getFileStore(to).getUsableSpace();
        if (bytes > room) {
            throw new ModelException(
                    to, room + " bytes free", "must have room for " + bytes, "free space or use --out on another disk");
        }
        List<Path> files = ShardedSafetensors.write(draft, tensors, shardBytes, progress);
        copyRest();
        for (Path file : files) {
            Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        return new Result(
                tensors.size(),
                bytes,
                files.stream().map(file -> file.getFileName().toString()).toList());
    }

    /** A new directory is a whole model: configuration, tokenizer, template. */
    private void copyRest() throws IOException {
        if (Files.isSameFile(from, to)) {
            return;
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(CheckpointConversion::isKept).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && name.matches(".*\\.(json|jinja|txt|model|yaml|md)|LICENSE.*")
                && !name.equals(PickledWeights.INDEX);
    }
}
