package dev.alluvium.trainer.paraphrase;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.Wording;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.knowledge.wording.ProbedQuestions;
import dev.alluvium.runtime.work.WorkPool;
import dev.alluvium.settings.EndpointAwayAction;
import dev.alluvium.settings.ParaphrasesConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a round's records reworded, each once: answers are kept by the hash of what was asked, so that a run that is
 * repeated sees the same texts.
 */
public final class Paraphraser {
    private static final Logger LOG = LoggerFactory.getLogger(Paraphraser.class);

    private final ParaphraseAnswers answers;
    private final ParaphrasesConfig config;
    private final Rewriter rewriter;
    private final AtomicBoolean away = new AtomicBoolean();

    public Paraphraser(ParaphraseAnswers answers, ParaphrasesConfig config, Rewriter rewriter) {
        this.answers = answers;
        this.config = config;
        this.rewriter = rewriter;
    }

    private record Asked(RewriteTask task, String key, Future<Optional<ParaphraseAnswer>> answer) {}

    /**
     * The texts that may be trained beside these facts.
     *
     * @param trusted all trusted probes of the model by fact
     * @param whenStopped takes what is to be done when the run has to stop: requests under way are given up then
     * @throws Rewriter.Away if the endpoint is away and the run is to wait for it
     * @throws java.util.concurrent.CancellationException if the run had to stop; what was answered by then is kept
     */
    public Paraphrases of(
            SortedMap<String, List<CleanRecord>> facts,
            Map<String, List<Probe>> trusted,
            Consumer<Runnable> whenStopped) {
        ExecutorService pool = WorkPool.fixed("trainer-paraphrase", config.concurrency());
        try {
            List<Asked> asked = facts.values().stream()
                    .flatMap(List::stream)
                    .flatMap(record -> RewriteTask.of(record, config).stream())
                    .map(task -> ask(task, pool))
                    .toList();
            whenStopped.accept(() -> asked.forEach(one -> one.answer.cancel(true)));
            return collect(asked, facts, trusted);
        } finally {
            pool.shutdownNow();
        }
    }

    private Asked ask(RewriteTask task, ExecutorService pool) {
        String key = answers.key(task, asked());
        return new Asked(task, key, pool.submit(() -> answer(task, key)));
    }

    private String asked() {
        return config.model();
    }

    private Paraphrases collect(
            Collection<Asked> asked, Map<String, List<CleanRecord>> facts, Map<String, List<Probe>> trusted) {
        Map<ParaphraseVerdict, Integer> verdicts = new EnumMap<>(ParaphraseVerdict.class);
        Map<String, ParaphraseFilter> filters = new HashMap<>();
        ProbedQuestions probed = ProbedQuestions.of(trusted);
        List<Paraphrase> texts = new ArrayList<>();
        int unanswered = 0;
        int garbled = 0;
        for (Asked one : asked) {
            Optional<ParaphraseAnswer> answer = await(one.answer);
            unanswered += answer.isEmpty() ? 1 : 0;
            garbled += answer.filter(it -> !it.readable()).isPresent() ? 1 : 0;
            String fact = one.task.record().fact();
            ParaphraseFilter filter = filters.computeIfAbsent(
                    fact,
                    it -> new ParaphraseFilter(
                            it, facts.getOrDefault(it, List.of()), trusted.getOrDefault(it, List.of()), probed));
            List<Wording> wordings = answer.map(ParaphraseAnswer::wordings).orElse(List.of());
            for (int place = 0; place < wordings.size(); place++) {
                ParaphraseVerdict verdict = filter.judge(one.task, wordings.get(place));
                verdicts.merge(verdict, 1, Integer::sum);
                if (verdict == ParaphraseVerdict.USED) {
                    texts.add(new Paraphrase(fact, one.key, place));
                }
            }
        }
        return new Paraphrases(
                new ParaphraseFigures(
                        asked.size(),
                        unanswered,
                        garbled,
                        texts.size(),
                        verdicts.getOrDefault(ParaphraseVerdict.DUPLICATE, 0),
                        verdicts.getOrDefault(ParaphraseVerdict.PROBE, 0),
                        verdicts.getOrDefault(ParaphraseVerdict.UNFIT, 0)),
                texts);
    }

    /** Empty if the endpoint is away; once it is, it is not asked again for this plan. */
    private Optional<ParaphraseAnswer> answer(RewriteTask task, String key) {
        Optional<ParaphraseAnswer> standing = answers.get(key);
        if (standing.isPresent() || away.get()) {
            return standing;
        }
        try {
            return answers.keep(key, task.answered(asked(), rewriter.answer(task.instruction())));
        } catch (Rewriter.Away e) {
            if (config.whenAway() == EndpointAwayAction.WAIT) {
                throw e;
            }
            if (!away.getAndSet(true)) {
                LOG.warn("training goes on without paraphrases: {}", e.getMessage());
            }
            return Optional.empty();
        }
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
