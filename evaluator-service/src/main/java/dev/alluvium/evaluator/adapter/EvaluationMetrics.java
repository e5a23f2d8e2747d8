package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.evaluation.AdapterEvaluated;
import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.contracts.evaluation.Verdict;
import dev.alluvium.evaluator.EvaluatorMeters;
import dev.alluvium.evaluator.state.EvaluatorState;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Counts verdicts. */
public final class EvaluationMetrics {
    private final Meters meters;
    private final Map<String, EvaluationFigures> last = new ConcurrentHashMap<>();
    private volatile boolean running;

    public EvaluationMetrics(MeterRegistry registry) {
        meters = new Meters(registry);
        meters.gauge(EvaluatorMeters.RUNNING, () -> running ? 1 : 0);
    }

    /** Declares a model's gauges. */
    public void follow(String model, EvaluatorState state) {
        meters.gauge(EvaluatorMeters.PROBED_FACTS, () -> state.probedFacts(model), model);
        meters.gauge(EvaluatorMeters.NEW_FACTS_KNOWN, () -> share(model, EvaluationMetrics::uptake), model);
        meters.gauge(
                EvaluatorMeters.EARLIER_FACTS_LOST,
                () -> share(model, figures -> figures.earlierBefore() - figures.earlierAfter()),
                model);
    }

    /** A rebuild teaches nothing new, which is not the same as new facts of which none is known. */
    private static double uptake(EvaluationFigures figures) {
        return figures.newFacts() == 0 ? Double.NaN : figures.uptakeAfter();
    }

    private double share(String model, ToDoubleFunction<EvaluationFigures> figure) {
        EvaluationFigures figures = last.get(model);
        return figures == null ? Double.NaN : figure.applyAsDouble(figures);
    }

    void running(boolean now) {
        running = now;
    }

    void count(AdapterEvaluated evaluated) {
        Verdict verdict = evaluated.verdict();
        EvaluationFigures figures = evaluated.figures();
        last.put(evaluated.model(), figures);
        meters.counter(
                        EvaluatorMeters.EVALUATIONS,
                        evaluated.model(),
                        verdict.decision().word())
                .increment();
        verdict.rules()
                .forEach(rule -> meters.counter(
                                EvaluatorMeters.RULES,
                                rule.rule(),
                                rule.status().name().toLowerCase(Locale.ROOT))
                        .increment());
        meters.timer(EvaluatorMeters.DURATION, evaluated.model())
                .record(Duration.ofMillis(Math.round(figures.seconds() * 1000)));
    }
}
