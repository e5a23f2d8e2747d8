package dev.alluvium.serving.adapter.vllm;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.serving.engine.VersionRefusedException;
import dev.alluvium.serving.state.VersionRefusal.Reason;
import dev.alluvium.serving.vllm.ProbeLogprobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the first server that was proved with a version computed, one file a version, so that every later load must compute
 * the same. For bases that this process cannot hold.
 */
final class ObservedReferences implements References {
    private final Path directory;

    ObservedReferences(Path directory) {
        this.directory = directory;
    }

    @Override
    public synchronized Optional<Reference> of(String base, String sha256, @Nullable Path adapter, List<long[]> prompts)
            throws VersionRefusedException {
        Path file = file(base, sha256, prompts);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reference(Json.read(Files.readAllBytes(file), ProbeLogprobs.class)));
        } catch (IOException | UncheckedIOException e) {
            throw new VersionRefusedException(Reason.UNREACHABLE, file + " cannot be read; delete it", e);
        }
    }

    @Override
    public synchronized Reference first(String base, String sha256, List<long[]> prompts, ProbeLogprobs seen) {
        Path file = file(base, sha256, prompts);
        try {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, "draft-", ".part");
            Files.write(draft, Json.bytes(seen));
            Files.move(draft, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return reference(seen);
    }

    private Path file(String base, String sha256, List<long[]> prompts) {
        String version = sha256.isEmpty() ? "base" : sha256;
        return directory.resolve(Digest.id(base, version, Json.string(prompts)) + ".json");
    }

    private static Reference reference(ProbeLogprobs figures) {
        byte[] bytes = Json.string(figures).getBytes(StandardCharsets.UTF_8);
        return new Reference(figures, Digest.sha256(bytes).substring(0, 16));
    }
}
