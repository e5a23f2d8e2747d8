package dev.alluvium.model.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.alluvium.model.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tensors of a model directory: one {@value #SINGLE}, or the shards that {@value #INDEX} lists. Every header is
 * checked on opening.
 */
public final class SafetensorsSet implements AutoCloseable {
    public static final String SINGLE = "model.safetensors";
    public static final String INDEX = "model.safetensors.index.json";

    private final Map<String, SafetensorsFile> files;
    private final Map<String, SafetensorsFile> byTensor;

    private SafetensorsSet(Map<String, SafetensorsFile> files, Map<String, SafetensorsFile> byTensor) {
        this.files = files;
        this.byTensor = byTensor;
    }

    /** Opens the files of a directory; the index is used where there is no single file, as transformers does. */
    public static SafetensorsSet open(Path directory) {
        Path single = directory.resolve(SINGLE);
        Path index = directory.resolve(INDEX);
        if (!Files.exists(single) && !Files.exists(index)) {
            throw absent(directory);
        }
        Map<String, SafetensorsFile> files = new TreeMap<>();
        try {
            return Files.exists(single) ? of(single, files) : sharded(index, files);
        } catch (RuntimeException e) {
            closeAll(files.values());
            throw e;
        }
    }

    private static SafetensorsSet of(Path single, Map<String, SafetensorsFile> files) {
        SafetensorsFile file = SafetensorsFile.open(single);
        files.put(SINGLE, file);
        Map<String, SafetensorsFile> byTensor = new LinkedHashMap<>();
        file.names().forEach(name -> byTensor.put(name, file));
        return new SafetensorsSet(files, byTensor);
    }

    private static SafetensorsSet sharded(Path index, Map<String, SafetensorsFile> files) {
        Map<String, SafetensorsFile> byTensor = new TreeMap<>();
        shards(index).forEach((tensor, shard) -> {
            SafetensorsFile file = files.computeIfAbsent(shard, name -> shard(index, name));
            if (!file.names().contains(tensor)) {
                throw new ModelException(
                        index + "#" + tensor, shard, "must hold this tensor", "download both files again");
            }
            byTensor.put(tensor, file);
        });
        return new SafetensorsSet(files, byTensor);
    }

    private static Map<String, String> shards(Path index) {
        try {
            JsonNode map = Safetensors.JSON.readTree(Files.readString(index)).path("weight_map");
            Map<String, String> shards = new TreeMap<>();
            map.properties().forEach(e -> shards.put(e.getKey(), e.getValue().asText()));
            if (!shards.isEmpty()) {
                return shards;
            }
            throw new ModelException(index + "#weight_map", map, "must list the shards", "download the index again");
        } catch (JsonProcessingException e) {
            throw new ModelException(index, e.getOriginalMessage(), "must be JSON", "download the index again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + index, e);
        }
    }

    private static SafetensorsFile shard(Path index, String name) {
        Path file = index.resolveSibling(name);
        if (name.isEmpty() || !file.getFileName().toString().equals(name)) {
            throw new ModelException(
                    index + "#weight_map", name, "must name a file beside the index", "download the index again");
        }
        if (!Files.exists(file)) {
            throw new ModelException(index, name, "is listed but absent", "download this shard too");
        }
        return SafetensorsFile.open(file);
    }

    private static ModelException absent(Path directory) {
        boolean pickled = PickleFiles.in(directory);
        return new ModelException(
                directory.resolve(SINGLE),
                "absent",
                pickled ? "must exist: a pickle is never read here" : "must exist, or " + INDEX + " with its shards",
                pickled
                        ? "run `alluvium model convert " + directory + "`"
                        : "give a Hugging Face model directory with safetensors");
    }

    /** Every tensor's name. */
    public Set<String> names() {
        return Collections.unmodifiableSet(byTensor.keySet());
    }

    /** The files by name. */
    public Collection<SafetensorsFile> files() {
        return Collections.unmodifiableCollection(files.values());
    }

    /** The file that holds a tensor of {@link #names()}. */
    public SafetensorsFile file(String tensor) {
        SafetensorsFile file = byTensor.get(tensor);
        if (file == null) {
            throw new IllegalArgumentException("no tensor " + tensor);
        }
        return file;
    }

    @Override
    public void close() {
        closeAll(files.values());
    }

    private static void closeAll(Collection<SafetensorsFile> files) {
        files.forEach(SafetensorsFile::close);
    }
}
