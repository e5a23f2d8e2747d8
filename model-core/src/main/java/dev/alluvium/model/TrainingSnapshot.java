package dev.alluvium.model;

import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.tensor.Safetensors;
import dev.alluvium.model.tensor.SafetensorsFile;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything a training run needs to go on as if it had never stopped: parameters, both moments, the step.
 *
 * @param step optimizer steps done
 * @param tensors {@code parameter/NAME}, {@code first/NAME} and {@code second/NAME}
 */
public record TrainingSnapshot(long step, Map<String, HostTensor> tensors) {
    public TrainingSnapshot {
        tensors = Collections.unmodifiableMap(new TreeMap<>(tensors));
    }

    /** Writes one safetensors file; the same state gives the same bytes. */
    public void write(Path file) {
        Safetensors.write(file, tensors, Map.of("step", Long.toString(step)));
    }

    /** Reads what {@link #write} wrote. */
    public static TrainingSnapshot read(Path file) {
        try (SafetensorsFile stored = SafetensorsFile.open(file)) {
            String step = stored.metadata().getOrDefault("step", "");
            if (!step.matches("\\d{1,18}")) {
                throw new ModelException(file + "#step", step, "must be a number", "give a training snapshot");
            }
            return new TrainingSnapshot(Long.parseLong(step), stored.readAll());
        }
    }
}
