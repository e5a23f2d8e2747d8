package dev.alluvium.model.tensor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Writes the weights of a model directory: one file while they fit in one, else shards and their index. */
public final class ShardedSafetensors {
    private static final Map<String, String> METADATA = Map.of("format", "pt");

    private ShardedSafetensors() {}

    /** Told after each tensor. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param file being written
         * @param done bytes of tensors written so far
         */
        void wrote(String file, long done, long of);
    }

    /** A tensor that is counted once it is read. */
    private record Counted(StoredTensor tensor, LongConsumer count) implements StoredTensor {
        @Override
        public long[] shape() {
            return tensor.shape();
        }

        @Override
        public DType dtype() {
            return tensor.dtype();
        }

        @Override
        public void blocks(BlockSink sink) {
            tensor.blocks(sink);
            count.accept(tensor.bytes());
        }
    }

    /**
     * Writes into an existing directory; every file is on disk when this returns.
     *
     * @param shardBytes the most bytes of tensors in a file; a larger tensor has a file of its own
     * @return the files in the order in which they should become visible: the index last
     */
    public static List<Path> write(
            Path directory, SortedMap<String, StoredTensor> tensors, long shardBytes, Progress progress)
            throws IOException {
        List<SortedMap<String, StoredTensor>> shards = shards(tensors, shardBytes);
        long total = tensors.values().stream().mapToLong(StoredTensor::bytes).sum();
        List<Path> files = new ArrayList<>();
        Map<String, String> places = new TreeMap<>();
        AtomicLong done = new AtomicLong();
        for (int i = 0; i < shards.size(); i++) {
            String name = shards.size() == 1
                    ? SafetensorsSet.SINGLE
                    : "model-%05d-of-%05d.safetensors".formatted(i + 1, shards.size());
            files.add(directory.resolve(name));
            SortedMap<String, StoredTensor> counted = new TreeMap<>();
            shards.get(i).forEach((key, tensor) -> {
                places.put(key, name);
                counted.put(key, new Counted(tensor, bytes -> progress.wrote(name, done.addAndGet(bytes), total)));
            });
            writeDurably(files.get(i), counted);
        }
        if (shards.size() > 1) {
            files.add(directory.resolve(SafetensorsSet.INDEX));
            Files.writeString(files.get(shards.size()), index(places, total));
        }
        return files;
    }

    private static List<SortedMap<String, StoredTensor>> shards(
            SortedMap<String, StoredTensor> tensors, long shardBytes) {
        List<SortedMap<String, StoredTensor>> shards = new ArrayList<>();
        long room = -1;
        for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
            long bytes = entry.getValue().bytes();
            if (shards.isEmpty() || bytes > room) {
                shards.add(new TreeMap<>());
                room = shardBytes;
            }
            shards.get(shards.size() - 1).put(entry.getKey(), entry.getValue());
            room -= bytes;
        }
        return shards;
    }

    private static void writeDurably(Path file, SortedMap<String, StoredTensor> tensors) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            Safetensors.write(out, tensors, METADATA);
            channel.force(true);
        }
    }

    private static String index(Map<String, String> places, long total) {
        ObjectNode root = Safetensors.JSON.createObjectNode();
        root.putObject("metadata").put("total_size", total);
        ObjectNode map = root.putObject("weight_map");
        places.forEach(map::put);
        return root.toPrettyString() + "\n";
    }
}
