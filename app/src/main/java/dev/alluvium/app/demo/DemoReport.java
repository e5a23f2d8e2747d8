package dev.alluvium.app.demo;

import dev.alluvium.contracts.evaluation.EvaluationFigures;
import dev.alluvium.knowledge.registry.VersionState;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a run of the demo measured; every figure comes from the run itself. */
public record DemoReport(
        boolean ok,
        long seed,
        double seconds,
        List<Step> steps,
        OutcomeCount records,
        List<Round> rounds,
        long rollbackMillis,
        long rssMb) {

    /** One step: whether what it claims held. */
    public record Step(String name, boolean ok, double seconds, Map<String, Object> details) {}

    /** A figure of the champion before and of the candidate. */
    public record Change(double before, double after) {}

    /** A judged version. */
    public record Round(
            int version,
            String decision,
            String evidence,
            Change perplexity,
            Change uptake,
            Change earlier,
            double trainSeconds,
            double tokensPerSecond) {
        static Round of(VersionState version) {
            VersionState.Evaluation evaluation = Objects.requireNonNull(version.evaluation());
            EvaluationFigures figures = evaluation.figures();
            return new Round(
                    version.version(),
                    evaluation.decision().word(),
                    evaluation.evidence().code(),
                    new Change(figures.perplexityBefore(), figures.perplexityAfter()),
                    new Change(figures.uptakeBefore(), figures.uptakeAfter()),
                    new Change(figures.earlierBefore(), figures.earlierAfter()),
                    Objects.requireNonNull(version.training()).seconds(),
                    Objects.requireNonNull(version.training()).tokensPerSecond());
        }
    }
}
