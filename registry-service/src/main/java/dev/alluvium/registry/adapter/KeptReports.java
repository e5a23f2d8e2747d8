package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.ReportSummary;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.runtime.work.WorkPool;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a verdict is what its report says. The evaluator's signature covers the adapter and not the verdict on it, so that it
 * can be copied to another verdict; reports are written once, into the bucket, where whoever can write to Kafka alone keeps none.
 *
 * <p>The store is asked by a thread of its own, for the registry's orders must not wait for it.
 */
final class KeptReports implements AutoCloseable {
    private final ObjectStore store;
    private final WorkPool asking = WorkPool.single("registry-reports");
    private @Nullable Asked asked;

    private record Asked(AdapterEvaluated verdict, Future<Optional<String>> answer) {}

    KeptReports(ObjectStore store) {
        this.store = store;
    }

    /**
     * Why the verdict is none of an evaluator, in a few words; empty if its report says the same.
     *
     * @param limit of the wait
     * @throws StoreException if that cannot be told now: it may be asked again
     */
    Optional<String> gap(AdapterEvaluated verdict, Duration limit) throws InterruptedException {
        Asked now = asked;
        if (now == null || !now.verdict().equals(verdict)) {
            now = new Asked(verdict, asking.submit(() -> gap(verdict)));
            asked = now;
        }
        try {
            Optional<String> answer = now.answer().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            asked = null;
            return answer;
        } catch (TimeoutException e) {
            throw new StoreException("the object store has not answered yet", e);
        } catch (ExecutionException e) {
            asked = null;
            throw e.getCause() instanceof StoreException failed ? failed : new IllegalStateException(e.getCause());
        }
    }

    private Optional<String> gap(AdapterEvaluated verdict) {
        if (!ObjectKeys.isPart(verdict.run()) || !ObjectKeys.isPart(verdict.evaluation())) {
            return Optional.of("its run and evaluation name no report");
        }
        String key = ObjectKeys.report(verdict.run(), verdict.evaluation());
        Optional<byte[]> report = store.get(key).map(StoredObject::bytes);
        if (report.isEmpty()) {
            return Optional.of("its report " + key + " is not in the store");
        }
        ArtifactRef kept = ArtifactRef.of(store.bucket(), key, Digest.sha256(report.get()), report.get().length);
        return said(report.get())
                        .map(said -> said.message(kept, verdict.attestation()))
                        .filter(verdict::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("its report " + key + " does not say so");
    }

    private static Optional<ReportSummary> said(byte[] report) {
        try {
            return Optional.of(Json.readWhole(report, ReportSummary.class));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
