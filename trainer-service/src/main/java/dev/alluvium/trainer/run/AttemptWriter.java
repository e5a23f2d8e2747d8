package dev.alluvium.trainer.run;

import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.PlanChange;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.model.PeftDirectory;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.paraphrase.Paraphrases;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeOutcome;
import dev.alluvium.trainer.run.AttemptManifest.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what an attempt made: the PEFT directory, the metrics, and last of all the manifest. */
final class AttemptWriter {
    private final ObjectStore store;
    private final Signer signer;
    private final Clock clock;
    private final Path scratch;

    AttemptWriter(ObjectStore store, Signer signer, Clock clock, Path scratch) {
        this.store = store;
        this.signer = signer;
        this.clock = clock;
        this.scratch = scratch;
    }

    /** Puts the adapter on record and returns the message about it; whatever was on record before stands. */
    AdapterTrained write(
            RunPlan plan, RecipeOutcome.Trained trained, List<MetricPoint> points, List<PlanChange> changes) {
        StoredFile metrics = write(plan, points);
        String prefix = ObjectKeys.adapter(plan.run(), plan.attempt());
        Peft peft = peft(plan, trained);
        StoredFile config = put(prefix + PeftDirectory.CONFIG, peft.config);
        StoredFile weights = put(prefix + PeftDirectory.WEIGHTS, peft.weights);
        List<StoredFile> files = new ArrayList<>(List.of(config, weights, metrics));
        if (trained.fisher() != null) {
            files.add(put(ObjectKeys.fisher(prefix), new FisherStore(store, scratch).bytes(trained.fisher())));
        }
        Instant now = clock.instant();
        AdapterTrained result = new AdapterTrained(
                plan.model(),
                plan.run(),
                plan.attempt(),
                plan.inputs().roundNames(),
                plan.inputs().parent(),
                plan.inputs().rebuild(),
                ArtifactRef.of(store.bucket(), prefix, weights.sha256(), weights.bytes()),
                signer.attest(Attestation.Statement.TRAINED, plan.model(), weights.sha256(), now),
                trained.figures()
                        .with(
                                ParaphraseStore.read(store, plan.inputs().paraphrases())
                                        .map(Paraphrases::figures)
                                        .orElse(null),
                                changes),
                trained.adapter().template(),
                now);
        return new Attempts(store).finish(new AttemptManifest(result, files)).result();
    }

    /** Puts what was measured on record, also of an attempt that makes no adapter. */
    StoredFile write(RunPlan plan, List<MetricPoint> points) {
        String lines = points.stream().map(Json::string).collect(Collectors.joining("\n", "", "\n"));
        return put(
                ObjectKeys.runMetrics(plan.run(), plan.attempt()),
                (points.isEmpty() ? "" : lines).getBytes(StandardCharsets.UTF_8));
    }

    private static final class Peft {
        final byte[] config;
        final byte[] weights;

        Peft(Path directory) throws IOException {
            config = take(directory.resolve(PeftDirectory.CONFIG));
            weights = take(directory.resolve(PeftDirectory.WEIGHTS));
            Files.delete(directory);
        }

        private static byte[] take(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        }
    }

    private Peft peft(RunPlan plan, RecipeOutcome.Trained trained) {
        try {
            Files.createDirectories(scratch);
            Path directory = Files.createTempDirectory(scratch, "adapter-");
            PeftDirectory.write(directory, trained.adapter(), plan.inputs().base());
            return new Peft(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + scratch + "; is the disk full?", e);
        }
    }

    private StoredFile put(String key, byte[] bytes) {
        byte[] standing = store.putIfAbsent(key, bytes)
                ? bytes
                : store.get(key).map(StoredObject::bytes).orElseThrow();
        return new StoredFile(key, Digest.sha256(standing), standing.length);
    }
}
