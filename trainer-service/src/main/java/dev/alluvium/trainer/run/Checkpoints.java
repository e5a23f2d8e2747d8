package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.PlanChange;
import dev.alluvium.model.TrainingSnapshot;
import dev.alluvium.model.torch.NumericsEnvironment;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.recipe.ResumePoint;
import dev.alluvium.trainer.recipe.RunMeasurements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one attempt: the training state, then a small description that makes it count. The newest two are
 * kept.
 */
public final class Checkpoints {
    private static final String STATE = ".safetensors";
    private static final String DONE = ".json";
    private static final int KEPT = 2;

    private final ObjectStore store;
    private final String prefix;
    private final Path scratch;

    /** @param scratch a local directory for files on their way */
    public Checkpoints(ObjectStore store, String run, String attempt, Path scratch) {
        this.store = store;
        this.prefix = prefix(run, attempt);
        this.scratch = scratch;
    }

    private static String prefix(String run, String attempt) {
        return ObjectKeys.attempt(run, attempt) + "checkpoints/";
    }

    /** What an attempt had measured at its newest checkpoint. */
    static List<MetricPoint> pointsOf(ObjectStore store, String run, String attempt) {
        return newest(store, run, attempt).map(Description::points).orElse(List.of());
    }

    /** The step of an attempt's newest checkpoint; 0 where there is none. */
    static int newestStep(ObjectStore store, String run, String attempt) {
        return newest(store, run, attempt).map(it -> it.tally().step()).orElse(0);
    }

    private static Optional<Description> newest(ObjectStore store, String run, String attempt) {
        return store.list(prefix(run, attempt)).stream()
                .filter(key -> key.endsWith(DONE))
                .reduce((older, newer) -> newer)
                .flatMap(store::get)
                .map(found -> Json.read(found.bytes(), Description.class));
    }

    /** What a checkpoint holds beside the training state. */
    record Description(
            RunMeasurements tally,
            List<MetricPoint> points,
            @Nullable NumericsEnvironment machine,
            @Nullable List<PlanChange> changes) {}

    /** A checkpoint to go on from. */
    public record Saved(
            ResumePoint resume,
            List<MetricPoint> points,
            @Nullable NumericsEnvironment machine,
            List<PlanChange> changes) {}

    /** Saves a checkpoint and drops all but the newest two. */
    void save(TrainingSnapshot snapshot, RunMeasurements tally, List<MetricPoint> points, PlanChanges changes) {
        String name = prefix + "%08d".formatted(tally.step());
        store.putIfAbsent(name + STATE, encode(snapshot));
        store.putIfAbsent(name + DONE, Json.bytes(new Description(tally, points, changes.machine(), changes.all())));
        List<String> done = done();
        for (String old : done.subList(0, Math.max(0, done.size() - KEPT))) {
            store.delete(old);
            store.delete(state(old));
        }
    }

    /** Drops all of them, once the attempt is finished and nobody will go on with it. */
    public void clear() {
        store.list(prefix).forEach(store::delete);
    }

    /** The newest whole checkpoint. */
    public Optional<Saved> latest() {
        List<String> done = done();
        for (int i = done.size() - 1; i >= 0; i--) {
            Optional<StoredObject> state = store.get(state(done.get(i)));
            Optional<StoredObject> description = store.get(done.get(i));
            if (state.isPresent() && description.isPresent()) {
                Description read = Json.read(description.get().bytes(), Description.class);
                return Optional.of(new Saved(
                        new ResumePoint(decode(state.get().bytes()), read.tally()),
                        read.points(),
                        read.machine(),
                        Objects.requireNonNullElse(read.changes(), List.of())));
            }
        }
        return Optional.empty();
    }

    private List<String> done() {
        return store.list(prefix).stream().filter(key -> key.endsWith(DONE)).toList();
    }

    private static String state(String done) {
        return done.substring(0, done.length() - DONE.length()) + STATE;
    }

    private byte[] encode(TrainingSnapshot snapshot) {
        return throughFile(file -> {
            snapshot.write(file);
            return Files.readAllBytes(file);
        });
    }

    private TrainingSnapshot decode(byte[] bytes) {
        return throughFile(file -> {
            Files.write(file, bytes);
            return TrainingSnapshot.read(file);
        });
    }

    private interface FileUse<T> {
        T with(Path file) throws IOException;
    }

    private <T> T throughFile(FileUse<T> use) {
        try {
            Files.createDirectories(scratch);
            Path file = Files.createTempFile(scratch, "checkpoint-", STATE);
            try {
                return use.with(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + scratch + "; is the disk full?", e);
        }
    }
}
