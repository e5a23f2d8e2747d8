package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.decide;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.erasure;
import static dev.alluvium.accumulator.round.Given.live;
import static dev.alluvium.accumulator.round.Given.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.dataset.RawRange;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.dataset.RoundRecord;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccumulationTest {
    @Test
    void shouldCutWhatIsPendingIntoAManifest() {
        AccumulationState state = pending(entry(7, "b", 1, "y"), entry(3, "a", 1, "x"));

        CutResult cut = Accumulation.cut(state, Trigger.RECORDS, Set.of(), NOW);

        RoundManifest manifest = cut.manifest().orElseThrow();
        assertThat(manifest.round()).isEqualTo("r000001");
        assertThat(manifest.trigger()).isEqualTo("records");
        assertThat(manifest.segments()).containsExactly(Given.SEGMENT);
        assertThat(manifest.ranges()).containsExactly(new RawRange("records.raw.v1", 0, 3, 7));
        assertThat(manifest.records()).extracting(RoundRecord::fact).containsExactlyInAnyOrder("a", "b");
        assertThat(manifest.records()).extracting(RoundRecord::recordId).isSorted();
        assertThat(cut.state().pending()).isEmpty();
        assertThat(Manifests.ready(manifest, "alluvium").forced()).isFalse();
    }

    @Test
    void shouldRejectWhatRepeatsALiveRecordOfAnotherFactOnceAManifestInTheStoreSaysSo() {
        AccumulationState state = add(live(entry(1, "a", 1, "x")), entry(2, "b", 1, "x"), entry(3, "c", 1, "z"));

        CutResult cut = Accumulation.cut(state, Trigger.RECORDS, Set.of(), NOW);

        assertThat(cut.state().outbox()).isEmpty();
        assertThat(Accumulation.opened(cut.state(), "r000002").outbox())
                .extracting(Rejection::reason, rejection -> rejection.entry().fact(), Rejection::because)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        ReasonCode.DUPLICATE_ACROSS_FACTS,
                        "b",
                        entry(1, "a", 1, "x").recordId()));
        assertThat(cut.manifest().orElseThrow().dropped())
                .extracting(DroppedRecord::cause, DroppedRecord::conditional)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Cause.DUPLICATE_ACROSS_FACTS, false));
    }

    @Test
    void shouldNotJudgeAgainstASupersededRevision() {
        AccumulationState first = live(entry(1, "a", 1, "x"));
        AccumulationState second = decide(cutAndOpen(add(first, entry(2, "a", 2, "y"))), "r000002", 2, Outcome.LIVE);

        RoundSelection selection = Accumulation.judge(add(second, entry(3, "b", 1, "x")));

        assertThat(selection.accepted()).extracting(RecordEntry::fact).containsExactly("b");
    }

    @Test
    void shouldHoldWhatRepeatsAnUndecidedRound() {
        AccumulationState state = add(cutAndOpen(pending(entry(1, "a", 1, "x"))), entry(2, "b", 1, "x"));

        CutResult cut = Accumulation.cut(state, Trigger.CUT, Set.of(), NOW);

        assertThat(cut.manifest()).isEmpty();
        assertThat(cut.state().pending()).hasSize(1);
        assertThat(Accumulation.judge(cut.state()).holds())
                .extracting(HeldEntry::round)
                .containsExactly("r000001");
    }

    @Test
    void shouldDecideARepeatInTheSameCutWithItsRound() {
        AccumulationState open = cutAndOpen(pending(entry(1, "a", 1, "x"), entry(2, "b", 1, "x")));

        AccumulationState taught = decide(open, "r000001", 1, Outcome.LIVE);
        AccumulationState refused = decide(open, "r000001", 1, Outcome.REFUSED);

        assertThat(taught.outbox()).extracting(Rejection::reason).containsExactly(ReasonCode.DUPLICATE_ACROSS_FACTS);
        assertThat(taught.pending()).isEmpty();
        assertThat(refused.outbox()).isEmpty();
        assertThat(refused.pending().values()).extracting(RecordEntry::fact).containsExactly("b");
    }

    @Test
    void shouldSupersedeTheOlderRevisionOfACutWithItsRound() {
        AccumulationState open = cutAndOpen(pending(entry(1, "a", 1, "x"), entry(2, "a", 2, "y")));

        AccumulationState taught = decide(open, "r000001", 1, Outcome.LIVE);
        AccumulationState refused = decide(open, "r000001", 1, Outcome.REFUSED);

        assertThat(open.rounds().get("r000001").orElseThrow().drops())
                .extracting(DroppedEntry::cause)
                .containsExactly(Cause.SUPERSEDED);
        assertThat(taught.outbox()).isEmpty();
        assertThat(taught.pending()).isEmpty();
        assertThat(refused.pending().values())
                .extracting(RecordEntry::contentHash)
                .containsExactly("x");
    }

    @Test
    void shouldKeepTheOlderRevisionWhereTheNewerWasItselfDropped() {
        AccumulationState state = add(live(entry(1, "b", 1, "y")), entry(2, "a", 1, "x"), entry(3, "a", 2, "y"));

        RoundSelection selection = Accumulation.judge(state);

        assertThat(selection.accepted()).extracting(RecordEntry::contentHash).containsExactly("x");
        assertThat(selection.drops()).extracting(DroppedEntry::cause).containsExactly(Cause.DUPLICATE_ACROSS_FACTS);
    }

    @Test
    void shouldKeepFurtherWordingsOfOneRevision() {
        RoundSelection selection = Accumulation.judge(pending(entry(1, "a", 1, "x"), entry(2, "a", 1, "y")));

        assertThat(selection.accepted()).hasSize(2);
        assertThat(selection.facts()).isEqualTo(1);
    }

    @Test
    void shouldRejectARecordThatIsLiveAlreadyButPassOverTheVeryReceivedOne() {
        AccumulationState state = add(live(entry(1, "a", 1, "x")), entry(1, "a", 1, "x"), entry(9, "a", 1, "x"));

        CutResult cut = Accumulation.cut(state, Trigger.CUT, Set.of(), NOW);

        assertThat(cut.manifest()).isEmpty();
        assertThat(cut.state().pending()).isEmpty();
        assertThat(Accumulation.opened(cut.state(), "r000002").outbox())
                .extracting(
                        Rejection::reason,
                        rejection -> rejection.entry().position().offset())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ReasonCode.ALREADY_LIVE, 9L));
    }

    @Test
    void shouldListFinalDropsOfAnEmptyCutInAManifestOfTheirOwn() {
        AccumulationState asked =
                Accumulation.request(add(live(entry(1, "a", 1, "x")), entry(2, "b", 1, "x")), command("one"));

        CutResult cut = Accumulation.cut(asked, Trigger.CUT, Set.of("one"), NOW);
        RoundManifest sweep = cut.state().rounds().fixed().orElseThrow().requireManifest();
        AccumulationState opened = Accumulation.opened(cut.state(), sweep.round());

        assertThat(cut.manifest()).as("a round to be taught").isEmpty();
        assertThat(sweep.records()).isEmpty();
        assertThat(sweep.dropped()).extracting(DroppedRecord::fact).containsExactly("b");
        assertThat(opened.rounds().get(sweep.round())).as("nobody decides it").isEmpty();
        assertThat(opened.nextRoundName()).isEqualTo("r000003");
        assertThat(opened.lastRound()).map(Round::name).contains("r000001");
        assertThat(opened.requests()).extracting(CutRequest::answer).containsExactly(CutRequest.NOTHING_NEW);
    }

    @Test
    void shouldDropWhatAnErasureCoversAndListTheFactForGoodWhateverTheVerdict() {
        AccumulationState state = Accumulation.erase(
                pending(entry(1, "a", 1, "x"), entry(2, "a", 3, "z"), entry(3, "b", 1, "y")), erasure(4, "a", 2));

        AccumulationState open = cutAndOpen(state);

        RoundManifest manifest = open.rounds().get("r000001").orElseThrow().requireManifest();
        assertThat(manifest.dropped()).extracting(DroppedRecord::cause).containsExactly(Cause.ERASED);
        assertThat(manifest.erased()).extracting(ErasedFact::fact).containsExactly("a");
        assertThat(open.outbox()).isEmpty();
        assertThat(open.unlisted()).isEmpty();
        assertThat(decide(open, "r000001", 1, Outcome.REFUSED).unlisted())
                .as("the manifest stands")
                .isEmpty();
    }

    @Test
    void shouldPutAnErasureOnRecordThoughNothingElseIsPending() {
        AccumulationState state = Accumulation.erase(live(entry(1, "a", 1, "x")), erasure(2, "a", 2));

        AccumulationState swept = Accumulation.sweep(state, NOW);

        RoundManifest manifest = swept.rounds().fixed().orElseThrow().requireManifest();
        assertThat(manifest.round()).isEqualTo("r000002");
        assertThat(manifest.records()).isEmpty();
        assertThat(manifest.erased())
                .containsExactly(new ErasedFact("a", erasure(2, "a", 2).revision()));
        assertThat(swept.unlisted()).isEmpty();
        assertThat(Accumulation.opened(swept, "r000002").rounds().get("r000002"))
                .as("nobody decides it")
                .isEmpty();
    }

    @Test
    void shouldPutAnErasureOnRecordAtACutThatFindsNothingToTeach() {
        AccumulationState state = Accumulation.erase(live(entry(1, "a", 1, "x")), erasure(2, "a", 2));

        CutResult cut = Accumulation.cut(Accumulation.request(state, command("one")), Trigger.CUT, Set.of("one"), NOW);

        assertThat(cut.manifest()).as("a round to be taught").isEmpty();
        assertThat(cut.state().rounds().fixed().orElseThrow().requireManifest().erased())
                .extracting(ErasedFact::fact)
                .containsExactly("a");
    }

    @Test
    void shouldListAnErasureAnewWhenTheManifestThatListedItIsNotTheOneThatStands() {
        AccumulationState erased = Accumulation.erase(live(entry(1, "a", 1, "x")), erasure(2, "a", 2));
        AccumulationState mine = Accumulation.sweep(erased, NOW);
        RoundManifest other = Accumulation.cut(
                        add(live(entry(1, "a", 1, "x")), entry(3, "b", 1, "y")), Trigger.CUT, Set.of(), NOW)
                .manifest()
                .orElseThrow();

        AccumulationState adopted = Adoption.adopt(mine, other);

        assertThat(adopted.unlisted()).containsExactly("a");
    }

    @Test
    void shouldNameTheFactsThatARoundSupersedes() {
        AccumulationState state = add(live(entry(1, "a", 1, "x")), entry(2, "a", 2, "y"), entry(3, "b", 1, "z"));

        RoundManifest manifest =
                Accumulation.cut(state, Trigger.CUT, Set.of(), NOW).manifest().orElseThrow();

        assertThat(manifest.superseded()).containsExactly("a");
    }

    @Test
    void shouldAnswerACutWithItsRoundOrWithTheOneThatTookItsRecords() {
        AccumulationState asked = Accumulation.request(pending(entry(1, "a", 1, "x")), command("one"));
        AccumulationState byTrigger = Accumulation.opened(
                Accumulation.cut(asked, Trigger.RECORDS, Set.of(), NOW).state(), "r000001");

        AccumulationState late =
                Accumulation.cut(byTrigger, Trigger.CUT, Set.of("one"), NOW).state();
        AccumulationState empty = Accumulation.cut(
                        Accumulation.request(late, command("two")), Trigger.CUT, Set.of("two"), NOW)
                .state();

        assertThat(empty.requests()).extracting(CutRequest::answer).containsExactly("r000001", CutRequest.NOTHING_NEW);
    }

    @Test
    void shouldIgnoreASecondCommandOfTheSameId() {
        AccumulationState once = Accumulation.request(pending(), command("one"));

        assertThat(Accumulation.request(once, command("one"))).isSameAs(once);
    }

    @Test
    void shouldCutNoSecondRoundBeforeTheFirstIsWritten() {
        AccumulationState fixed = Accumulation.cut(pending(entry(1, "a", 1, "x")), Trigger.CUT, Set.of(), NOW)
                .state();

        assertThatThrownBy(() -> Accumulation.cut(fixed, Trigger.CUT, Set.of(), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("r000001");
    }

    @Test
    void shouldSurviveItsOwnEncoding() {
        AccumulationState state = Accumulation.erase(
                add(cutAndOpen(pending(entry(1, "a", 1, "x"), entry(2, "b", 1, "x"))), entry(3, "c", 2, "z")),
                erasure(5, "d", 1));

        AccumulationState back = StateCodec.hydrate(
                StateCodec.decode(StateCodec.encode(Accumulation.request(state, command("one")))),
                round -> state.rounds().get(round).orElseThrow().requireManifest());

        assertThat(back).isEqualTo(Accumulation.request(state, command("one")));
    }

    private static ControlCommand.Cut command(String id) {
        return new ControlCommand.Cut(Given.MODEL, id, NOW);
    }
}
