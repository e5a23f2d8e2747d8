package dev.alluvium.registry.adapter;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingFigures;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.runtime.http.HttpProblem;
import dev.alluvium.runtime.kafka.KafkaClients;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in adapters that were trained elsewhere: puts the parts together, checks the digest, states {@code imported}
 * about it and tells evaluator and registry as of a run that made it. The same adapter on the same champion is taken once.
 */
public final class AdapterImports {
    static final String CONFIG = "adapter_config.json";
    static final String WEIGHTS = "adapter_model.safetensors";

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MOST_PARTS = 999_999;
    private static final int LENGTH_BYTES = 8;
    private static final long AGAIN_SECONDS = 5;
    private static final TrainingFigures NONE = new TrainingFigures(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final KafkaClients kafka;
    private final ObjectStore store;
    private final Supplier<Signer> signer;
    private final Clock clock;

    /**
     * The end of an upload.
     *
     * @param sha256 of the weights' file
     * @param parts in which it was uploaded
     * @param config the content of adapter_config.json
     * @param template the hash of the prompt template it is for
     */
    public record Order(
            String sha256,
            int parts,
            String config,
            @Nullable String template) {
        public Order {
            if (!SHA256.matcher(sha256).matches() || parts < 1 || parts > MOST_PARTS) {
                throw new IllegalArgumentException("sha256=" + sha256 + ", parts=" + parts);
            }
        }
    }

    /** The run as which the adapter was announced. */
    public record Announced(String run, int parent) {}

    public AdapterImports(KafkaClients kafka, ObjectStore store, Supplier<Signer> signer, Clock clock) {
        this.kafka = kafka;
        this.store = store;
        this.signer = signer;
        this.clock = clock;
    }

    /** How many parts are stored without a gap. */
    int parts(String model, String sha256) {
        List<String> keys = store.list(ObjectKeys.importParts(model, sha256));
        int count = 0;
        while (keys.contains(ObjectKeys.importPart(model, sha256, count))) {
            count++;
        }
        return count;
    }

    void part(String model, String sha256, int number, byte[] bytes) {
        store.putIfAbsent(ObjectKeys.importPart(model, sha256, number), bytes);
    }

    Announced finish(ModelState model, Order order) throws InterruptedException {
        model.openCandidate().ifPresent(open -> {
            throw new HttpProblem(
                    409,
                    "A candidate is open",
                    model.model() + "@" + open.version() + " is undecided; promote or reject it first");
        });
        if (model.watch() != null) {
            throw new HttpProblem(
                    409,
                    "A champion is watched",
                    model.model() + "@" + model.champion() + " is watched until "
                            + model.watch().endsAt() + "; import then");
        }
        requireNew(model, order.sha256());
        String prefix = ObjectKeys.imported(model.model(), order.sha256());
        byte[] weights = weights(model.model(), order, prefix);
        store.putIfAbsent(prefix + CONFIG, order.config().getBytes(StandardCharsets.UTF_8));
        store.putIfAbsent(prefix + WEIGHTS, weights);
        String run = "import-" + Digest.id(model.model(), order.sha256(), Integer.toString(model.nextVersion()));
        Instant now = clock.instant();
        publish(new AdapterTrained(
                model.model(),
                run,
                "imported",
                List.of(),
                model.standing(),
                null,
                ArtifactRef.of(store.bucket(), prefix, order.sha256(), weights.length),
                signer.get().attest(Attestation.Statement.IMPORTED, model.model(), order.sha256(), now),
                NONE,
                order.template(),
                now));
        store.list(ObjectKeys.importParts(model.model(), order.sha256())).forEach(store::delete);
        return new Announced(run, model.standing());
    }

    private static void requireNew(ModelState model, String sha256) {
        VersionState champion = model.get(model.standing());
        ArtifactRef adapter = champion.adapter();
        if (adapter != null && adapter.sha256().equals(sha256)) {
            throw new HttpProblem(
                    409, "Nothing new", model.model() + "@" + champion.version() + ", the champion, is this adapter");
        }
    }

    private byte[] weights(String model, Order order, String prefix) {
        byte[] weights = store.get(prefix + WEIGHTS).map(StoredObject::bytes).orElseGet(() -> joined(model, order));
        String found = Digest.sha256(weights);
        if (!found.equals(order.sha256())) {
            store.list(ObjectKeys.importParts(model, order.sha256())).forEach(store::delete);
            throw new HttpProblem(
                    409,
                    "Other bytes",
                    "the parts have sha256 " + found + ", not " + order.sha256() + "; upload again");
        }
        if (!isSafetensors(weights)) {
            throw new HttpProblem(
                    400,
                    "No adapter",
                    WEIGHTS + " of " + weights.length
                            + " bytes is no safetensors file: it must begin with the length of its header and the header,"
                            + " as PEFT writes it");
        }
        return weights;
    }

    /** Whether it has a header, and all of it; evaluation reads the tensors. */
    static boolean isSafetensors(byte[] bytes) {
        if (bytes.length <= LENGTH_BYTES) {
            return false;
        }
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return header > 1 && header <= bytes.length - LENGTH_BYTES && bytes[LENGTH_BYTES] == '{';
    }

    private byte[] joined(String model, Order order) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int part = 0; part < order.parts(); part++) {
            String key = ObjectKeys.importPart(model, order.sha256(), part);
            all.writeBytes(store.get(key)
                    .orElseThrow(() -> new HttpProblem(409, "A part is missing", key + " was not uploaded"))
                    .bytes());
        }
        return all.toByteArray();
    }

    private void publish(TrainingResult result) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(null)) {
            producer.send(kafka.record(Topics.ADAPTERS_TRAINED, result.model(), result))
                    .get();
        } catch (ExecutionException e) {
            throw new HttpProblem(
                    503,
                    "Not announced",
                    "Kafka did not take the adapter; order the import again",
                    Map.of(HttpProblem.RETRY_AFTER, AGAIN_SECONDS));
        }
    }
}
