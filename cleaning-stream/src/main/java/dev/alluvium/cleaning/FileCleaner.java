package dev.alluvium.cleaning;

import dev.alluvium.cleaning.fact.Candidate;
import dev.alluvium.cleaning.fact.CandidateOutcome;
import dev.alluvium.cleaning.fact.FactDecision;
import dev.alluvium.cleaning.fact.FactState;
import dev.alluvium.cleaning.personal.PersonalType;
import dev.alluvium.cleaning.pipeline.Cleaned;
import dev.alluvium.cleaning.pipeline.CleaningPipeline;
import dev.alluvium.cleaning.pipeline.FilterObserver;
import dev.alluvium.cleaning.pipeline.RawRecord;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.Erasure;
import dev.alluvium.contracts.record.FactKey;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.contracts.record.RejectedRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cleans records of a file with the very pipeline and rules of the service and nothing running. Each clean record counts
 * as live at once, so that nothing is held. Facts are kept in memory.
 */
public final class FileCleaner {
    private final CleaningPipeline pipeline;
    private final String name;
    private final Map<FactKey, FactState> facts = new HashMap<>();
    private long records;
    private Map<PersonalType, Integer> redacted = Map.of();

    /** What became of one record. */
    public sealed interface Result {
        record Clean(CleanRecord record) implements Result {}

        record Erased(Erasure erasure) implements Result {}

        record Rejected(RejectedRecord record) implements Result {}

        record DeadLetter(RawPosition position, String problem) implements Result {}
    }

    /**
     * A cleaner that has seen nothing yet.
     *
     * @param name of the file, in place of a topic
     */
    public FileCleaner(CleaningPipeline pipeline, String name) {
        this.pipeline = pipeline;
        this.name = name;
    }

    /** Cleans the next record; {@code now} is its time if it names none. */
    public Result clean(byte[] json, Instant now) {
        return clean(json, now, FilterObserver.NONE);
    }

    /** Cleans the next record and shows {@code watcher} what each filter makes of it. */
    public Result clean(byte[] json, Instant now, FilterObserver watcher) {
        RawPosition position = new RawPosition(name, 0, records++);
        Cleaned cleaned = pipeline.clean(new RawRecord(json, Map.of(), position, now), watcher);
        redacted = redacted(cleaned);
        if (cleaned instanceof Cleaned.DeadLetter letter) {
            return new Result.DeadLetter(position, letter.problem());
        }
        if (cleaned instanceof Cleaned.Rejected rejected) {
            return new Result.Rejected(rejected.rejected());
        }
        return judge(((Cleaned.Passed) cleaned).candidate(), now);
    }

    /** How many different values of each type were replaced in the last record. */
    public Map<PersonalType, Integer> redacted() {
        return redacted;
    }

    private static Map<PersonalType, Integer> redacted(Cleaned cleaned) {
        if (cleaned instanceof Cleaned.Passed passed) {
            return passed.redacted();
        }
        return cleaned instanceof Cleaned.Rejected rejected ? rejected.redacted() : Map.of();
    }

    private Result judge(Candidate candidate, Instant now) {
        FactKey fact = new FactKey(candidate.model(), candidate.fact());
        FactState.Step step = facts.getOrDefault(fact, FactState.EMPTY).judge(candidate);
        CandidateOutcome outcome = step.outcomes().get(0);
        if (outcome instanceof CandidateOutcome.Clean) {
            facts.put(fact, step.state().decide(live(candidate)).state());
            return new Result.Clean(candidate.clean());
        }
        facts.put(fact, step.state());
        return outcome instanceof CandidateOutcome.Rejected rejected
                ? new Result.Rejected(rejected.record(now))
                : new Result.Erased(((CandidateOutcome.Erased) outcome).erasure());
    }

    private static FactDecision live(Candidate candidate) {
        CleanRecord clean = candidate.clean();
        FactDecision.Accepted accepted =
                new FactDecision.Accepted(clean.recordId(), clean.revision(), clean.contentHash(), clean.position());
        return new FactDecision(
                clean.model(),
                clean.fact(),
                clean.position().toString(),
                1,
                RoundDecided.Outcome.LIVE,
                List.of(accepted),
                List.of());
    }
}
