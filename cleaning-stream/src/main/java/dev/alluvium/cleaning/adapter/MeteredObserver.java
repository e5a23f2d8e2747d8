package dev.alluvium.cleaning.adapter;

import dev.alluvium.cleaning.CleaningMeters;
import dev.alluvium.cleaning.fact.CandidateOutcome;
import dev.alluvium.cleaning.personal.PersonalType;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.contracts.topic.Topics;
import dev.alluvium.runtime.kafka.MessageReader;
import dev.alluvium.runtime.metrics.Meters;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts outcomes and times stages. */
public final class MeteredObserver implements CleaningObserver {
    private static final String NO_REASON = "none";

    private final Meters meters;
    private final MessageReader reader;
    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);

    /** @param reader of the service */
    public MeteredObserver(Meters meters, MessageReader reader) {
        this.meters = meters;
        this.reader = reader;
        for (Stage stage : Stage.values()) {
            timers.put(stage, meters.timer(CleaningMeters.STAGE, stage.tag()));
        }
        count("clean", NO_REASON, 0);
        meters.counter(CleaningMeters.REDACTED, PersonalType.EMAIL.code()).increment(0);
        meters.counter(CleaningMeters.CHANGED, "redact").increment(0);
    }

    @Override
    public <T> T timed(Stage stage, Supplier<T> work) {
        Timer timer = timers.get(stage);
        return timer == null ? work.get() : timer.record(work);
    }

    @Override
    public void cleaned(Cleaned cleaned) {
        if (cleaned instanceof Cleaned.Passed passed) {
            redacted(passed.redacted());
            passed.candidate().clean().steps().forEach(this::changed);
        } else if (cleaned instanceof Cleaned.DeadLetter) {
            count("dead-letter", NO_REASON, 1);
        } else if (cleaned instanceof Cleaned.Rejected rejected) {
            redacted(rejected.redacted());
            count("rejected", rejected.rejected().reason().code(), 1);
        }
    }

    @Override
    public void leftOut(int partition, long offset, String reason) {
        reader.leaveOut(Topics.CONTROL, partition, offset, reason);
    }

    private void redacted(Map<PersonalType, Integer> counts) {
        counts.forEach((type, count) ->
                meters.counter(CleaningMeters.REDACTED, type.code()).increment(count));
    }

    /** A step begins with the name of the filter. */
    private void changed(String step) {
        int colon = step.indexOf(':');
        if (colon > 0) {
            meters.counter(CleaningMeters.CHANGED, step.substring(0, colon)).increment();
        }
    }

    @Override
    public void judged(CandidateOutcome outcome) {
        if (outcome instanceof CandidateOutcome.Clean) {
            count("clean", NO_REASON, 1);
        } else if (outcome instanceof CandidateOutcome.Rejected rejected) {
            count("rejected", rejected.reason().code(), 1);
        } else if (outcome instanceof CandidateOutcome.Held held) {
            count("held", held.reason().code(), 1);
        } else {
            count("erased", NO_REASON, 1);
        }
    }

    private void count(String outcome, String reason, int amount) {
        meters.counter(CleaningMeters.RECORDS, outcome, reason).increment(amount);
    }
}
