package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.config.ParaphrasesConfig;
import dev.alluvium.contracts.config.WhenAway;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.ObjectKeys;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.runtime.store.StoredObject;
import dev.alluvium.trainer.paraphrase.ParaphraseFilter.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a round's records reworded, each once: answers are kept by the hash of what was asked, so that a run that is
 * repeated sees the same texts.
 */
public final class Paraphraser {
    private static final Logger LOG = LoggerFactory.getLogger(Paraphraser.class);

    private final ObjectStore store;
    private final String model;
    private final ParaphrasesConfig config;
    private final Rewriter rewriter;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param model whose records they are */
    public Paraphraser(ObjectStore store, String model, ParaphrasesConfig config, Rewriter rewriter) {
        this.store = store;
        this.model = model;
        this.config = config;
        this.rewriter = rewriter;
    }

    /** An answer as it is kept; without wordings if it could not be read. */
    record Kept(String model, boolean readable, List<Wording> wordings) {}

    private record Asked(RewriteTask task, Future<Optional<Kept>> answer) {}

    /**
     * The texts that may be trained beside these facts.
     *
     * @param trusted trusted probes by fact
     * @throws Rewriter.Away if the endpoint is away and the run is to wait for it
     */
    public Paraphrases of(SortedMap<String, List<CleanRecord>> facts, Map<String, List<Probe>> trusted) {
        ExecutorService pool = Executors.newFixedThreadPool(Objects.requireNonNull(config.concurrency()));
        try {
            List<Asked> asked = facts.values().stream()
                    .flatMap(List::stream)
                    .flatMap(record -> RewriteTask.of(record, config).stream())
                    .map(task -> new Asked(task, pool.submit(() -> answer(task))))
                    .toList();
            return collect(asked, facts, trusted);
        } finally {
            pool.shutdownNow();
        }
    }

    private Paraphrases collect(
            Collection<Asked> asked, Map<String, List<CleanRecord>> facts, Map<String, List<Probe>> trusted) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        Map<String, ParaphraseFilter> filters = new HashMap<>();
        List<Paraphrase> texts = new ArrayList<>();
        int unanswered = 0;
        int garbled = 0;
        for (Asked one : asked) {
            Optional<Kept> kept = await(one.answer);
            unanswered += kept.isEmpty() ? 1 : 0;
            garbled += kept.filter(it -> !it.readable).isPresent() ? 1 : 0;
            String fact = one.task.record().fact();
            ParaphraseFilter filter = filters.computeIfAbsent(
                    fact,
                    it -> new ParaphraseFilter(facts.getOrDefault(it, List.of()), trusted.getOrDefault(it, List.of())));
            for (Wording wording : kept.map(Kept::wordings).orElse(List.of())) {
                Verdict verdict = filter.judge(one.task, wording);
                verdicts.merge(verdict, 1, Integer::sum);
                if (verdict == Verdict.USED) {
                    texts.add(new Paraphrase(
                            fact, one.task.record().recordId(), one.task.origin(), kept.orElseThrow().model, wording));
                }
            }
        }
        return new Paraphrases(
                new ParaphraseFigures(
                        asked.size(),
                        unanswered,
                        garbled,
                        texts.size(),
                        verdicts.getOrDefault(Verdict.DUPLICATE, 0),
                        verdicts.getOrDefault(Verdict.PROBE, 0),
                        verdicts.getOrDefault(Verdict.UNFIT, 0)),
                texts);
    }

    /** Empty if the endpoint is away; once it is, it is not asked again for this plan. */
    private Optional<Kept> answer(RewriteTask task) {
        String asked = Objects.requireNonNull(config.model());
        String key = ObjectKeys.paraphrase(model, task.key(asked));
        Optional<Kept> standing = kept(key);
        if (standing.isPresent() || away.get()) {
            return standing;
        }
        try {
            Optional<List<Wording>> read = task.read(rewriter.answer(task.instruction()));
            Kept fresh = new Kept(asked, read.isPresent(), read.orElse(List.of()));
            return store.putIfAbsent(key, Json.bytes(fresh)) ? Optional.of(fresh) : kept(key);
        } catch (Rewriter.Away e) {
            if (config.whenAway() == WhenAway.WAIT) {
                throw e;
            }
            if (!away.getAndSet(true)) {
                LOG.atWarn()
                        .addKeyValue("model", model)
                        .log("training goes on without paraphrases: {}", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Optional<Kept> kept(String key) {
        return store.get(key).map(StoredObject::bytes).map(bytes -> Json.read(bytes, Kept.class));
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while paraphrases were asked for", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("paraphrases could not be asked for", e.getCause());
        }
    }
}
