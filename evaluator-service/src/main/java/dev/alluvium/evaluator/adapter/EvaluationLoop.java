package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.kafka.TransactionalLoop;
import dev.alluvium.runtime.service.ServiceContext;
import dev.alluvium.runtime.trust.KeyFiles;
import dev.alluvium.runtime.work.SupervisedThread;
import dev.alluvium.settings.TrainerConfig;
import dev.alluvium.settings.TrustConfig;
import dev.alluvium.tiny.TinyBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The running evaluator: trained adapters in, verdicts out. */
public final class EvaluationLoop implements AutoCloseable {
    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final Bases bases;
    private final EvaluationHandler handler;
    private final TransactionalLoop loop;

    private EvaluationLoop(Bases bases, EvaluationHandler handler, TransactionalLoop loop) {
        this.bases = bases;
        this.handler = handler;
        this.loop = loop;
    }

    /** Starts it on the topics and the store of a context. */
    public static EvaluationLoop start(
            ServiceContext context,
            EvaluatorState state,
            ReportStore reports,
            EvaluationMetrics metrics,
            MessageReader reader) {
        TrustConfig trust = context.config().trust();
        Path local = context.directory();
        BaseDirectories directories = new BaseDirectories(
                context.store(), local.resolve("bases"), Map.of(TinyBase.NAME, TinyBase::extractTo));
        TrainerConfig trainer = context.config().trainer();
        LoadOptions options = LoadOptions.of(trainer.dtype(), trainer.device());
        Bases bases = new Bases(directories, options);
        AdapterFiles adapters = new AdapterFiles(
                context.store(), local.resolve("evaluator"), KeyFiles.verifier(trust, local), trainer.adapterCache());
        Evaluator evaluator = new Evaluator(
                context.config(),
                bases,
                new StandingRounds(context.store()),
                adapters,
                reports,
                new ChampionPredictions(context.store()),
                SuiteFiles.read(context.config().models()),
                context.clock());
        EvaluationHandler handler = new EvaluationHandler(
                state,
                evaluator,
                reports,
                KeyFiles.signer(trust, local, "evaluator"),
                metrics,
                context.clock(),
                STORE_PAUSE);
        TransactionalLoop loop =
                new TransactionalLoop(context.kafka(), "evaluator", List.of(Topics.ADAPTERS_TRAINED), reader, handler);
        loop.start();
        return new EvaluationLoop(bases, handler, loop);
    }

    /** Why it stopped for good, because another instance replaced it; null while it did not. */
    public @Nullable Throwable replaced() {
        return loop.replaced();
    }

    /** The thread that it works on. */
    public SupervisedThread thread() {
        return loop.thread();
    }

    /** What is evaluated, and what was decided last. */
    public Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        handler.current().ifPresent(run -> status.put("evaluating", Map.of("model", run.model(), "run", run.run())));
        handler.last()
                .ifPresent(last -> status.put(
                        "last",
                        Map.of(
                                "model", last.model(),
                                "run", last.run(),
                                "decision", last.verdict().decision(),
                                "reason", last.verdict().reason())));
        status.putIfAbsent("evaluating", "nothing; waits for a trained adapter");
        return status;
    }

    @Override
    public void close() {
        loop.close();
        bases.close();
    }
}
