package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.TrainingResult;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.ReportedVerdict;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.runtime.kafka.OutputRecord;
import dev.alluvium.runtime.kafka.TransactionalLoop;
import dev.alluvium.runtime.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers each trained adapter with a verdict. A fault in an evaluation is a verdict too, Error, so that nothing is lost
 * and nothing stands still; only an object store that stays away, or the end of the process, leaves the message for later.
 */
final class EvaluationHandler implements TransactionalLoop.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(EvaluationHandler.class);
    private static final Duration REGISTRY_LAG = Duration.ofSeconds(30);
    private static final int STORE_ATTEMPTS = 5;

    private final EvaluatorState state;
    private final Evaluator evaluator;
    private final ReportStore reports;
    private final Signer signer;
    private final EvaluationMetrics metrics;
    private final Clock clock;
    private final Duration pause;
    private volatile @Nullable AdapterTrained current;
    private volatile @Nullable AdapterEvaluated last;

    /**
     * @param pause before a failed object store is asked again; doubled each time
     */
    EvaluationHandler(
            EvaluatorState state,
            Evaluator evaluator,
            ReportStore reports,
            Signer signer,
            EvaluationMetrics metrics,
            Clock clock,
            Duration pause) {
        this.state = state;
        this.evaluator = evaluator;
        this.reports = reports;
        this.signer = signer;
        this.metrics = metrics;
        this.clock = clock;
        this.pause = pause;
    }

    /** What is evaluated now. */
    Optional<AdapterTrained> current() {
        return Optional.ofNullable(current);
    }

    /** The last verdict of this process. */
    Optional<AdapterEvaluated> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public List<OutputRecord<?>> handle(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        TrainingResult result = Topics.ADAPTERS_TRAINED.decode(record.value());
        if (!(result instanceof AdapterTrained trained)) {
            return List.of();
        }
        current = trained;
        metrics.running(true);
        try {
            AdapterEvaluated evaluated = evaluated(trained);
            last = evaluated;
            metrics.count(evaluated);
            LOG.atInfo()
                    .addKeyValue("model", evaluated.model())
                    .addKeyValue("run", evaluated.run())
                    .addKeyValue("decision", evaluated.verdict().decision())
                    .addKeyValue("seconds", evaluated.figures().seconds())
                    .log("adapter evaluated");
            return List.of(new OutputRecord<>(Topics.ADAPTERS_EVALUATED, evaluated.model(), evaluated));
        } finally {
            current = null;
            metrics.running(false);
        }
    }

    private AdapterEvaluated evaluated(AdapterTrained trained) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return published(report(trained));
            } catch (StoreException e) {
                if (attempt == STORE_ATTEMPTS) {
                    throw e;
                }
                LOG.warn("the object store failed, attempt {} of {}", attempt, STORE_ATTEMPTS, e);
                TimeUnit.MILLISECONDS.sleep(pause.toMillis() << attempt);
            }
        }
    }

    private ReportStore.Stored report(AdapterTrained trained) throws InterruptedException {
        long began = System.nanoTime();
        EvaluationSubject subject = EvaluationSubject.of(trained, trained.parent());
        try {
            ModelState model = state.awaitVersion(trained.model(), trained.parent(), REGISTRY_LAG);
            subject = EvaluationSubject.of(trained, model.standing());
            Optional<ReportStore.Stored> before = reports.find(subject);
            return before.isPresent() ? before.get() : reports.keep(judged(trained, subject, model));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("the evaluator stops");
            }
            LOG.atError().addKeyValue("run", trained.run()).setCause(e).log("evaluation failed");
            String reason = "the evaluation failed: " + e.getMessage()
                    + (trained.attestation().statement() == Attestation.Statement.IMPORTED
                            ? ". Import the adapter again."
                            : ". The round is tried again.");
            return reports.keep(EvaluationReport.of(
                    subject, ReportedVerdict.error(reason, Evaluator.seconds(began)), clock.instant()));
        }
    }

    private EvaluationReport judged(AdapterTrained trained, EvaluationSubject subject, ModelState model) {
        if (trained.parent() != model.standing()) {
            String reason = "version " + trained.parent() + ", from which the run started, is no longer champion, "
                    + model.standing() + " is: the round trains again from there.";
            return EvaluationReport.of(subject, ReportedVerdict.error(reason, 0), clock.instant());
        }
        return evaluator.evaluate(trained, subject, model, state.probes(trained.model()));
    }

    private AdapterEvaluated published(ReportStore.Stored stored) {
        EvaluationReport report = stored.report();
        Attestation attestation = report.verdict().decision() == EvaluationDecision.ERROR
                ? null
                : signer.attest(
                        Attestation.Statement.EVALUATED,
                        report.model(),
                        report.adapter().sha256(),
                        report.at());
        return new AdapterEvaluated(
                report.subject(),
                report.verdict(),
                report.reported().figures(),
                stored.ref(),
                report.content(),
                attestation,
                report.at());
    }
}
