package dev.alluvium.app.command;

import dev.alluvium.knowledge.wording.WithheldWordings;
import dev.alluvium.model.memory.MemoryEstimate;
import dev.alluvium.trainer.plan.ExecutionPlan;
import dev.alluvium.trainer.recipe.BatchPlan;
import dev.alluvium.trainer.trial.Forecast;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A forecast for people. */
final class ForecastTable {
    private static final double MIB = 1 << 20;

    private ForecastTable() {}

    static List<List<Object>> rows(Forecast forecast) {
        BatchPlan batches = forecast.batches();
        ExecutionPlan execution = forecast.execution();
        WithheldWordings withheld = Objects.requireNonNullElse(batches.withheld(), WithheldWordings.NONE);
        return List.of(
                row("records", "%,d of %,d facts", forecast.records(), forecast.facts()),
                row(
                        "examples of an epoch",
                        "%,d: %,d of the round, %,d general, %,d of earlier facts; replay has %.0f %% of the loss",
                        batches.examples(),
                        batches.own(),
                        batches.general(),
                        batches.history(),
                        100 * batches.replayShare()),
                row("cut to a row", "%,d", batches.truncated()),
                row("language", "%s", batches.warning().isEmpty() ? "the base has words for it" : batches.warning()),
                row(
                        "left to probes",
                        "%,d wordings that trusted probes ask, %,d of them of another fact",
                        withheld.own() + withheld.elsewhere(),
                        withheld.elsewhere()),
                row("set aside to validate", "%,d", forecast.validation()),
                row("tokens", "%,d, of which %,d are targets", forecast.tokens(), forecast.targetTokens()),
                row(
                        "steps",
                        "%,d in %d epochs, %d x %d tokens each",
                        batches.steps(),
                        batches.stepsByEpoch().size(),
                        batches.rows(),
                        batches.width()),
                row(
                        "at a time",
                        "%d rows%s, on %s with %d threads",
                        execution.microRows(),
                        execution.checkpointing() ? " with checkpointing" : "",
                        execution.machine().cpu(),
                        execution.machine().threads()),
                row("memory", "%s", memory(forecast)),
                row("time", "%s", time(forecast)));
    }

    private static String memory(Forecast forecast) {
        MemoryEstimate memory = forecast.memory();
        return String.format(
                Locale.ROOT,
                "%,.0f MiB: weights %,.0f, adapter %,.0f, optimizer %,.0f, activations %,.0f, logits %,.0f, rest %,.0f%s",
                memory.total() / MIB,
                memory.weights() / MIB,
                memory.adapter() / MIB,
                memory.optimizer() / MIB,
                memory.activations() / MIB,
                memory.logits() / MIB,
                memory.fragments() / MIB,
                forecast.execution().fits()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; more than the %,.0f MiB that are free",
                                forecast.execution().available() / MIB));
    }

    private static String time(Forecast forecast) {
        if (forecast.probedSteps() == 0) {
            return "unknown: too few steps to time";
        }
        Duration time = Duration.ofSeconds(Math.round(forecast.seconds()));
        return String.format(
                Locale.ROOT,
                "about %s at %,.0f tokens/s, timed over %d steps",
                time.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("(?<=[hm])(?=\\d)", " "),
                forecast.tokensPerSecond(),
                forecast.probedSteps());
    }

    private static List<Object> row(String name, String format, Object... values) {
        return List.of(name, String.format(Locale.ROOT, format, values));
    }
}
