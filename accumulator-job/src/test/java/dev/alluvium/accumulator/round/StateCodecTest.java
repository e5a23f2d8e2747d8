package dev.alluvium.accumulator.round;

import static dev.alluvium.accumulator.round.Given.NOW;
import static dev.alluvium.accumulator.round.Given.add;
import static dev.alluvium.accumulator.round.Given.cutAndOpen;
import static dev.alluvium.accumulator.round.Given.decide;
import static dev.alluvium.accumulator.round.Given.entry;
import static dev.alluvium.accumulator.round.Given.erasure;
import static dev.alluvium.accumulator.round.Given.requeued;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.accumulator.round.Round.Phase;
import dev.alluvium.contracts.control.ControlCommand;
import dev.alluvium.contracts.control.ControlCommand.RoundDecided.Outcome;
import dev.alluvium.contracts.dataset.DroppedRecord;
import dev.alluvium.contracts.dataset.DroppedRecord.Cause;
import dev.alluvium.contracts.dataset.RoundManifest;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * States that earlier versions wrote are kept under {@code src/test/resources/state} and are read for ever. A new version
 * of the format adds a file, written by {@code -Dalluvium.update=true}, and changes none.
 */
class StateCodecTest {
    private static final String CURRENT = "state-v2.json";

    @Test
    void shouldGoOnFromAStateOfVersionOneWithAFixedRound() {
        AccumulationState state = restored("state-v1-fixed.json");

        assertThat(state.nextRoundName()).isEqualTo("r000004");
        assertThat(state.rounds().all())
                .extracting(Round::phase)
                .containsExactly(Phase.LIVE, Phase.REFUSED, Phase.FIXED);
        assertThat(state.pending().values()).extracting(RecordEntry::fact).containsExactly("g", "h");
        assertThat(state.pending().values()).allSatisfy(entry -> {
            assertThat(entry.fingerprint()).as("version 1 had none").isNull();
            assertThat(entry.tokens()).isEqualTo(7);
        });
        assertThat(state.erasures()).containsKey("gone");
        assertThat(state.requests()).extracting(CutRequest::answer).containsExactly("r000003");
        assertThat(state.awaited()).isEmpty();
        AccumulationState open = Accumulation.opened(state, "r000003");
        assertThat(open.outbox())
                .as("version 1 had put it there")
                .extracting(rejection -> rejection.entry().fact())
                .containsExactly("c", "f");
        AccumulationState refused = decide(open, "r000003", 1, Outcome.REFUSED);
        assertThat(refused.pending().values()).extracting(RecordEntry::fact).containsExactly("e", "g", "h");
    }

    @Test
    void shouldGiveAManifestToWhatVersionOneHadDroppedWithout() {
        AccumulationState state = restored("state-v1-carried.json");

        Round sweep = state.rounds().fixed().orElseThrow();
        assertThat(sweep.requireManifest().records()).isEmpty();
        assertThat(sweep.requireManifest().dropped())
                .extracting(DroppedRecord::fact, DroppedRecord::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("c", Cause.DUPLICATE_ACROSS_FACTS));
        AccumulationState told = Accumulation.opened(state, sweep.name());
        assertThat(told.outbox()).hasSize(1);
        assertThat(told.lastRound()).map(Round::name).contains("r000002");
        assertThat(told.pending().values()).extracting(RecordEntry::fact).containsExactly("d");
    }

    @Test
    void shouldWriteTheFormatThatItsVersionNames() throws IOException {
        AccumulationState state = everything();
        byte[] bytes = StateCodec.encode(state);
        if (Boolean.getBoolean("alluvium.update")) {
            Files.write(Path.of("src/test/resources/state", CURRENT), bytes);
        }

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .as("a change of the format is a new version with a file of its own")
                .isEqualTo(new String(resource(CURRENT), StandardCharsets.UTF_8));
        assertThat(StateCodec.hydrate(
                        StateCodec.decode(bytes),
                        round -> state.rounds().get(round).orElseThrow().requireManifest()))
                .isEqualTo(state);
    }

    @Test
    void shouldRefuseAStateOfANewerVersion() {
        byte[] newer = new String(resource(CURRENT), StandardCharsets.UTF_8)
                .replaceFirst("\"version\":2", "\"version\":3")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> StateCodec.decode(newer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("state of version 3 cannot be read by version 2");
    }

    /** A live round, a refused one, an adopted one of which one record was read, a fixed one, and all the rest. */
    private static AccumulationState everything() {
        AccumulationState live = Given.live(entry(1, "a", 1, "red"));
        AccumulationState refused =
                decide(cutAndOpen(add(live, entry(2, "b", 1, "blue"))), "r000002", 1, Outcome.REFUSED);
        RoundManifest theirs = Accumulation.cut(
                        add(refused, entry(3, "c", 1, "grey"), entry(4, "d", 1, "grey")), Trigger.IDLE, Set.of(), NOW)
                .manifest()
                .orElseThrow();
        AccumulationState adopted = Adoption.adopt(add(refused, entry(4, "d", 1, "grey")), theirs);
        AccumulationState asked = Accumulation.request(adopted, new ControlCommand.Cut(Given.MODEL, "cut-1", NOW));
        AccumulationState told =
                Accumulation.opened(Accumulation.sweep(add(asked, entry(5, "e", 1, "red")), NOW), "r000004");
        AccumulationState erased = Accumulation.erase(told, erasure(9, "gone", 1));
        AccumulationState fixed = Accumulation.cut(
                        add(erased, requeued(entry(2, "b", 1, "blue"), "r000002"), entry(6, "f", 1, "blue")),
                        Trigger.CUT,
                        Set.of("cut-1"),
                        NOW)
                .state();
        return add(fixed, entry(7, "g", 2, "white"));
    }

    private static AccumulationState restored(String name) {
        RoundManifest first = Json.read(resource("r000001-manifest.json"), RoundManifest.class);
        return StateCodec.hydrate(StateCodec.decode(resource(name)), round -> {
            assertThat(round).isEqualTo("r000001");
            return first;
        });
    }

    private static byte[] resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(StateCodecTest.class.getResourceAsStream("/state/" + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
