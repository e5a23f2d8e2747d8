package dev.alluvium.serving.adapter.store;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.serving.ServingDesired;
import dev.alluvium.serving.engine.LastProved;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last proved desired state of each model, {@code MODEL.json}; its modification time is the last contact. Losing a
 * file costs a start without broker, nothing else, so a full disk is logged and does not stop serving.
 */
public final class ProvedFiles implements LastProved {
    private static final Logger LOG = LoggerFactory.getLogger(ProvedFiles.class);

    private final Path directory;

    public ProvedFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Memory> recall(String model) {
        Path file = file(model);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            ServingDesired desired = Json.readWhole(Files.readAllBytes(file), ServingDesired.class);
            return Optional.of(new Memory(desired, LocalFiles.lastModified(file)));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} is not readable and is not used: {}", file, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void remember(ServingDesired desired, Instant contact) {
        try {
            LocalFiles.write(file(desired.model()), Json.bytes(desired));
            contacted(desired.model(), contact);
        } catch (IOException e) {
            LOG.warn("cannot write {}: {}", file(desired.model()), e.getMessage());
        }
    }

    @Override
    public void contacted(String model, Instant contact) {
        Path file = file(model);
        try {
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(contact));
            }
        } catch (IOException e) {
            LOG.warn("cannot touch {}: {}", file, e.getMessage());
        }
    }

    private Path file(String model) {
        return directory.resolve(model + ".json");
    }
}
