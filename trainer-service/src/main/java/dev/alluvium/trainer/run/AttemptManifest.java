package dev.alluvium.trainer.run;

import dev.alluvium.contracts.training.AdapterTrained;
import java.util.List;

/**
 * Written last: an attempt without it made nothing. It holds the very message that is published, so that a trainer that
 * died between the two publishes the same one.
 */
public record AttemptManifest(AdapterTrained result, List<StoredFile> files) {
    /** A file of the attempt. */
    public record StoredFile(String key, String sha256, long bytes) {}

    public AttemptManifest {
        files = List.copyOf(files);
    }
}
