package dev.alluvium.registry.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoreException;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.runtime.work.WorkPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
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
    private static final String VERDICT = "verdict";

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
        return said(key, report.get(), verdict).filter(verdict::equals).isPresent()
                ? Optional.empty()
                : Optional.of("its report " + key + " does not say so");
    }

    /** The verdict as the report has it, with the signature of the one that is asked for; empty if the report is none. */
    private Optional<AdapterEvaluated> said(String key, byte[] bytes, AdapterEvaluated verdict) {
        try {
            JsonNode report = Json.mapper().readTree(bytes);
            ObjectNode said = Json.mapper().createObjectNode();
            for (RecordComponent part : AdapterEvaluated.class.getRecordComponents()) {
                String name = part.getName();
                said.set(
                        name,
                        report.has(name)
                                ? report.get(name)
                                : report.path(VERDICT).get(name));
            }
            said.set("report", tree(ArtifactRef.of(store.bucket(), key, Digest.sha256(bytes), bytes.length)));
            said.set("attestation", tree(verdict.attestation()));
            return Optional.of(Json.read(Json.bytes(said), AdapterEvaluated.class));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable JsonNode tree(@Nullable Object value) throws IOException {
        return value == null ? null : Json.mapper().readTree(Json.bytes(value));
    }

    @Override
    public void close() {
        asking.shutdownNow();
    }
}
