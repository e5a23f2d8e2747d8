package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.record.RawPosition;
import dev.alluvium.knowledge.text.RecordIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One fact in the tests' words: records by their answer and time, and a state that goes through them. */
final class FactFixture {
    static final String MODEL = "support";
    static final String FACT = "product/AX-200/weight";
    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

    FactState state = FactState.EMPTY;
    final List<CandidateOutcome> outcomes = new ArrayList<>();
    private long offset;

    static Instant hour(int hour) {
        return START.plusSeconds(3600L * hour);
    }

    /** The record that answers the fact's one question at an hour. */
    Candidate says(String answer, int hour) {
        return says("How heavy is the AX-200?", answer, hour);
    }

    Candidate says(String question, String answer, int hour) {
        return candidate(KnowledgeRecord.qa(question, answer), hour);
    }

    Candidate delete(int hour) {
        return candidate(KnowledgeRecord.delete(FACT, MODEL), hour);
    }

    /** A topic's tombstone, which has the broker's time. */
    Candidate tombstone(int hour) {
        return candidate(
                KnowledgeRecord.delete(FACT, MODEL).withAttributes(Map.of(KnowledgeRecord.TOMBSTONE, "true")), hour);
    }

    /** The command to erase the fact, given at an hour. */
    Forget forget(int hour) {
        return new Forget(MODEL, FACT, hour(hour), new RawPosition("control", 0, offset++));
    }

    private Candidate candidate(KnowledgeRecord content, int hour) {
        KnowledgeRecord record = content.withFact(FACT).withModel(MODEL);
        String hash = RecordIdentity.contentHash(record);
        String id = RecordIdentity.recordId(MODEL, FACT, hour(hour), hash);
        RawPosition position = new RawPosition("raw", 0, offset++);
        return new Candidate(new CleanRecord(id, MODEL, FACT, hour(hour), hash, position, record, List.of()), false);
    }

    FactDecision live(String round, long generation, Candidate... records) {
        return decision(round, generation, RoundDecided.Outcome.LIVE, records);
    }

    FactDecision refused(String round, long generation, Candidate... records) {
        return decision(round, generation, RoundDecided.Outcome.REFUSED, records);
    }

    private static FactDecision decision(
            String round, long generation, RoundDecided.Outcome outcome, Candidate... records) {
        return new FactDecision(
                MODEL,
                FACT,
                round,
                generation,
                outcome,
                Arrays.stream(records).map(FactFixture::accepted).toList(),
                List.of());
    }

    static FactDecision with(FactDecision decision, Candidate dropped, boolean conditional) {
        return new FactDecision(
                decision.model(),
                decision.fact(),
                decision.round(),
                decision.generation(),
                decision.outcome(),
                decision.accepted(),
                List.of(new FactDecision.Dropped(
                        dropped.clean().recordId(),
                        dropped.position(),
                        dropped.clean().contentHash(),
                        null,
                        conditional)));
    }

    private static FactDecision.Accepted accepted(Candidate candidate) {
        CleanRecord clean = candidate.clean();
        return new FactDecision.Accepted(clean.recordId(), clean.revision(), clean.contentHash(), clean.position());
    }

    /** Applies the event and gives what became of candidates. */
    List<CandidateOutcome> apply(FactEvent event) {
        FactState.Step step = state.apply(event);
        state = step.state();
        outcomes.addAll(step.outcomes());
        return step.outcomes();
    }

    /** The answers that are live, of the newest live revision. */
    List<Instant> liveTimes() {
        return state.live().stream().map(Revision::at).sorted().toList();
    }
}
