package dev.alluvium.model.pickle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.alluvium.model.ModelException;
import dev.alluvium.model.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pickled weights of a model directory: {@value #SINGLE}, or the shards that {@value #INDEX} lists. */
public final class PickledWeights implements AutoCloseable {
    public static final String SINGLE = "pytorch_model.bin";
    public static final String INDEX = "pytorch_model.bin.index.json";

    private final List<TorchArchive> archives = new ArrayList<>();
    private final SortedMap<String, StoredTensor> tensors = new TreeMap<>();

    private PickledWeights(List<Path> files) {
        try {
            for (Path file : files) {
                TorchArchive archive = TorchArchive.open(file);
                archives.add(archive);
                archive.tensors().forEach((name, tensor) -> {
                    if (tensors.put(name, tensor) != null) {
                        throw new ModelException(
                                file + "#" + name, "a second time", "must be in one shard", "download the model again");
                    }
                });
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Opens the files of a directory and reads what they say of their tensors. */
    public static PickledWeights open(Path directory) {
        Path single = directory.resolve(SINGLE);
        Path index = directory.resolve(INDEX);
        if (Files.exists(single)) {
            return new PickledWeights(List.of(single));
        }
        if (!Files.exists(index)) {
            throw new ModelException(
                    single,
                    "absent",
                    "must exist, or " + INDEX + " with its shards",
                    "give a model directory with them");
        }
        List<Path> shards = new ArrayList<>();
        for (String name : shards(index)) {
            Path shard = index.resolveSibling(name);
            if (name.isEmpty() || !shard.getFileName().toString().equals(name) || !Files.exists(shard)) {
                throw new ModelException(index, name, "is listed but absent", "download this shard too");
            }
            shards.add(shard);
        }
        return new PickledWeights(shards);
    }

    private static SortedSet<String> shards(Path index) {
        try {
            JsonNode map = new ObjectMapper().readTree(Files.readString(index)).path("weight_map");
            SortedSet<String> shards = new TreeSet<>();
            map.forEach(shard -> shards.add(shard.asText()));
            if (!shards.isEmpty()) {
                return shards;
            }
            throw new ModelException(index + "#weight_map", map, "must list the shards", "download the index again");
        } catch (IOException e) {
            throw new ModelException(
                    index, e.getClass().getSimpleName(), "must be JSON", "download the index again", e);
        }
    }

    /** Every tensor by its name. */
    public SortedMap<String, StoredTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        archives.forEach(TorchArchive::close);
    }
}
