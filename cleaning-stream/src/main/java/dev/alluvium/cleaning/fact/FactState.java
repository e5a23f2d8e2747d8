package dev.alluvium.cleaning.fact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.alluvium.cleaning.fact.NewestRevision.Objection;
import dev.alluvium.contracts.record.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one fact, and the only thing that decides on its records. Immutable and pure: each
 * event gives the next state and what became of candidates.
 *
 * @param undecided accepted records whose round has no verdict yet
 * @param rounds latest verdicts on rounds with records of this fact, oldest verdict first
 * @param held candidates that only an undecided record stands against, in the order in which they came
 * @param erasedThrough revisions up to this time are gone and do not come back
 */
public record FactState(
        List<Revision> undecided,
        List<DecidedRound> rounds,
        List<Candidate> held,
        @Nullable Instant erasedThrough) {
    /** A fact that nobody has heard of. */
    public static final FactState EMPTY = new FactState(List.of(), List.of(), List.of(), null);

    public FactState {
        undecided = List.copyOf(undecided);
        rounds = List.copyOf(rounds);
        held = List.copyOf(held);
    }

    /** The next state, and what became of candidates. A candidate that goes on waiting is not named again. */
    public record Step(FactState state, List<CandidateOutcome> outcomes) {
        public Step {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Applies any event. */
    public Step apply(FactEvent event) {
        if (event instanceof Candidate candidate) {
            return judge(candidate);
        }
        if (event instanceof DroppedRecords departure) {
            return FactVerdicts.depart(this, departure.dropped());
        }
        return event instanceof FactDecision decision ? decide(decision) : forget((Forget) event);
    }

    /** Judges a new record. One that was judged before, by its id and position, changes nothing. */
    public Step judge(Candidate candidate) {
        if (candidate.isDelete()) {
            return FactErasures.asked(this, candidate);
        }
        Revision revision = Revision.of(candidate.clean());
        if (isKnown(revision)) {
            return new Step(this, List.of());
        }
        if (erasedThrough != null && FactErasures.isErased(this, revision.at())) {
            return rejected(candidate, Objections.erased(ReasonCode.STALE, erasedThrough));
        }
        NewestRevision live = NewestRevision.of(live());
        NewestRevision open = NewestRevision.of(undecided);
        Optional<Objection> ofLive =
                live.isBefore(revision.at()) && open.isAfter(live) ? Optional.empty() : live.objection(revision);
        if (ofLive.isPresent()) {
            return rejected(candidate, ofLive.get());
        }
        Optional<Objection> ofOpen = live.isAfter(open) ? Optional.empty() : open.objection(revision);
        return ofOpen.map(objection -> hold(candidate, objection)).orElseGet(() -> accept(candidate, revision));
    }

    /**
     * Applies the verdict on a round. A verdict with a generation that is not higher than the last one's is ignored.
     * Afterwards everything held is judged again, in the order in which it was received.
     */
    public Step decide(FactDecision decision) {
        boolean old = rounds.stream()
                .anyMatch(each -> each.round().equals(decision.round()) && each.generation() >= decision.generation());
        return old ? new Step(this, List.of()) : FactVerdicts.apply(this, decision);
    }

    /** Erases the fact by command. */
    public Step forget(Forget forget) {
        return FactErasures.commanded(this, forget);
    }

    /** The live records of the fact, of all live rounds; the newest revision among them is what holds. */
    public List<Revision> live() {
        return rounds.stream()
                .filter(DecidedRound::live)
                .flatMap(each -> each.revisions().stream())
                .toList();
    }

    /** How many records of the fact an erasure would take, in whichever place: live, undecided, held or in quarantine. */
    public long records() {
        Stream<String> inRounds =
                rounds.stream().flatMap(each -> each.revisions().stream()).map(Revision::recordId);
        Stream<String> waiting = Stream.concat(
                undecided.stream().map(Revision::recordId),
                held.stream().map(each -> each.clean().recordId()));
        return Stream.concat(inRounds, waiting).distinct().count();
    }

    /** Whether nothing at all is remembered, so that the state need not be stored. */
    @JsonIgnore
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** The state with these candidates held: they decide on nothing, so that they may be kept elsewhere. */
    public FactState withHeld(List<Candidate> candidates) {
        return new FactState(undecided, rounds, candidates, erasedThrough);
    }

    private boolean isKnown(Revision revision) {
        Stream<Receipt> remembered = Stream.concat(
                Stream.concat(undecided.stream(), live().stream()).map(Revision::receipt),
                held.stream().map(each -> new Receipt(each.clean().recordId(), each.position())));
        return remembered.anyMatch(revision.receipt()::equals);
    }

    private Step accept(Candidate candidate, Revision revision) {
        return new Step(
                new FactState(plus(undecided, revision), rounds, held, erasedThrough),
                List.of(new CandidateOutcome.Clean(candidate)));
    }

    private Step hold(Candidate candidate, Objection objection) {
        return new Step(
                new FactState(undecided, rounds, plus(held, candidate), erasedThrough),
                List.of(new CandidateOutcome.Held(candidate, objection.reason(), objection.because())));
    }

    private Step rejected(Candidate candidate, Objection objection) {
        return new Step(this, List.of(Objections.rejected(candidate, objection)));
    }

    private static <T> List<T> plus(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
