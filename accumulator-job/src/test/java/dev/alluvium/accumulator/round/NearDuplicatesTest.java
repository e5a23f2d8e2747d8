package dev.alluvium.accumulator.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
    private static final String TEXT =
            "The housing of the pump is painted in a dark red colour that withstands both oil and salt water, and whoever "
                    + "orders a spare part should name this colour, since the other ones are made to order only.";
    private static final String NEAR =
            TEXT.replace("The housing", "Note: The  HOUSING").replace("order.", "order!");
    private static final String OTHER = TEXT.replace("red", "blue");

    private final RecordEntry first = Texts.entry(1, "a", 1, TEXT);
    private final RecordEntry second = Texts.entry(2, "b", 1, NEAR);

    @Test
    void shouldDropTheLaterOfTwoInACutConditionally() {
        RoundSelection selection = Accumulation.judge(Given.pending(second, first));

        assertThat(selection.accepted()).containsExactly(first);
        assertThat(selection.drops())
                .containsExactly(new DroppedEntry(second, Cause.NEAR_DUPLICATE, first.recordId(), true));
    }

    @Test
    void shouldKeepOneOfManyWhicheverComesFirst() {
        RecordEntry third = Texts.entry(3, "c", 1, "Note: " + NEAR);
        RecordEntry upper = Texts.entry(4, "d", 1, TEXT.toUpperCase(java.util.Locale.ROOT));

        assertThat(Accumulation.judge(Given.pending(first, second, third, upper))
                        .accepted())
                .containsExactly(first);
        assertThat(Accumulation.judge(Given.pending(third, upper, second)).accepted())
                .containsExactly(second);
    }

    @Test
    void shouldKeepWhatDiffersInAWord() {
        RecordEntry other = Texts.entry(3, "c", 1, OTHER);

        assertThat(Accumulation.judge(Given.pending(first, second, other)).accepted())
                .containsExactly(first, other);
        assertThat(Accumulation.judge(Given.add(Given.live(first), other)).accepted())
                .containsExactly(other);
    }

    @Test
    void shouldRejectWhatIsNearToALiveRecord() {
        AccumulationState state = Given.add(Given.live(first), second);

        CutResult cut = Accumulation.cut(state, Trigger.CUT, java.util.Set.of(), Given.NOW);

        assertThat(cut.manifest()).isEmpty();
        assertThat(Accumulation.opened(cut.state(), "r000002").outbox())
                .extracting(Rejection::reason, Rejection::because)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ReasonCode.NEAR_DUPLICATE, first.recordId()));
    }

    @Test
    void shouldHoldWhatIsNearToAnUndecidedRecordAndAcceptItAfterARefusal() {
        AccumulationState open = Given.cutAndOpen(Given.pending(first));
        AccumulationState held = Given.add(open, second);
        assertThat(Accumulation.judge(held).holds()).containsExactly(new HeldEntry(second, "r000001"));

        AccumulationState refused = Given.decide(held, "r000001", 1, Outcome.REFUSED);

        assertThat(Accumulation.judge(refused).accepted()).containsExactly(second);
    }

    @Test
    void shouldTakeALiveWinnerBeforeAnUndecidedEarlierOne() {
        // Given: of one the order of the sentences differs, of the other the punctuation, and they are not near to each
        // other
        RecordEntry live = Texts.entry(1, "a", 1, "The shaft is made of steel. The housing is painted red.");
        RecordEntry undecided = Texts.entry(0, "c", 1, "The housing is painted red, the shaft is made of steel.");
        RecordEntry repeat = Texts.entry(2, "b", 1, "The housing is painted red. The shaft is made of steel.");
        AccumulationState state = Given.cutAndOpen(Given.add(Given.live(live), undecided));
        assertThat(state.rounds().all()).hasSize(2);

        RoundSelection selection = Accumulation.judge(Given.add(state, repeat));

        assertThat(selection.drops()).extracting(DroppedEntry::because).containsExactly(live.recordId());
    }

    @Test
    void shouldLetAnUpdateAndASiblingPass() {
        RecordEntry update = Texts.entry(4, "a", 2, NEAR);
        RecordEntry numbered = Texts.entry(5, "e", 1, TEXT + " It holds 3 litres.");
        RecordEntry sibling = Texts.entry(6, "f", 1, TEXT + " It holds 4 litres.");

        RoundSelection selection = Accumulation.judge(Given.add(Given.live(first, numbered), update, sibling));

        assertThat(selection.accepted()).containsExactly(update, sibling);
    }

    @Test
    void shouldForgetWhatWasSuperseded() {
        // Given: the live text of a was replaced by an update that says something else
        RecordEntry update =
                Texts.entry(3, "a", 2, "Nowadays nobody knows which colour the housing of that pump really has.");
        AccumulationState taught =
                Given.decide(Given.cutAndOpen(Given.add(Given.live(first), update)), "r000002", 1, Outcome.LIVE);

        assertThat(Accumulation.judge(Given.add(taught, second)).accepted()).containsExactly(second);
    }

    @Test
    void shouldForgetWhatWasErased() {
        AccumulationState erased = Accumulation.erase(Given.live(first), Given.erasure(9, "a", 3));

        assertThat(Accumulation.judge(Given.add(erased, second)).accepted()).containsExactly(second);
    }

    @Test
    void shouldKeepWhatSaysNothingApart() {
        List<RecordEntry> empty = List.of(Texts.entry(1, "a", 1, "!"), Texts.entry(2, "b", 1, "."));

        assertThat(Accumulation.judge(Given.pending(empty.toArray(RecordEntry[]::new)))
                        .accepted())
                .hasSize(2);
    }
}
