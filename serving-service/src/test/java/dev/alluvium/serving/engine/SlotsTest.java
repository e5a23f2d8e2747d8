package dev.alluvium.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.model.FinishReason;
import dev.alluvium.model.Generation;
import dev.alluvium.serving.engine.AnswerEvent.Done;
import dev.alluvium.serving.engine.AnswerEvent.Failed;
import dev.alluvium.serving.openai.ApiException;
import dev.alluvium.serving.openai.CompletionRequest;
import dev.alluvium.serving.testing.TaughtModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final int PLACES = 65_536;

    private static TaughtVersions versions;
    private static LoadedVersion one;
    private static LoadedVersion two;

    @BeforeAll
    static void load() {
        versions = new TaughtVersions();
        one = versions.one();
        two = versions.two();
    }

    @AfterAll
    static void close() {
        versions.close();
    }

    private static VersionSource source(LoadedVersion version) {
        return () -> TaughtVersions.retained(version);
    }

    private static CompletionRequest ask(String more) {
        return TaughtVersions.ask(more);
    }

    /** One that goes on to the end of the context. */
    private static CompletionRequest endless(long seed) {
        return ask(",'temperature':2,'seed':" + seed + ",'max_tokens':140");
    }

    private static Generation answer(AnswerStream stream) throws InterruptedException {
        while (true) {
            AnswerEvent event = stream.next();
            assertThat(event).isNotInstanceOf(Failed.class);
            if (event instanceof Done done) {
                return done.generation();
            }
        }
    }

    @Test
    void shouldAnswerEachRequestAsIfItWereAloneWhateverJoinsAndLeaves() throws Exception {
        List<CompletionRequest> asks = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            asks.add(i % 3 == 0 ? ask("") : ask(",'temperature':1.3,'seed':" + i + ",'max_tokens':" + (5 + 5 * i)));
        }
        try (Slots alone = new Slots(1, 0, PLACES, 64);
                Slots together = new Slots(8, 0, PLACES, 64)) {
            List<Generation> expected = new ArrayList<>();
            for (int i = 0; i < asks.size(); i++) {
                expected.add(answer(alone.submit(asks.get(i), source(i % 2 == 0 ? one : two))));
            }

            List<AnswerStream> streams = new ArrayList<>();
            List<Generation> found = new ArrayList<>();
            for (int i = 0; i < asks.size(); i++) {
                if (i >= 8) {
                    found.add(answer(streams.get(i - 8)));
                }
                streams.add(together.submit(asks.get(i), source(i % 2 == 0 ? one : two)));
            }
            for (AnswerStream last : streams.subList(asks.size() - 8, asks.size())) {
                found.add(answer(last));
            }

            for (int i = 0; i < asks.size(); i++) {
                assertThat(found.get(i).text()).isEqualTo(expected.get(i).text());
                assertThat(found.get(i).reason()).isEqualTo(expected.get(i).reason());
            }
            assertThat(found.get(0).text()).isEqualTo(TaughtModel.answer(1));
            assertThat(found.get(3).text()).isEqualTo(TaughtModel.answer(2));
        }
    }

    @Test
    void shouldMakeAnAnswerAloneThatNeedsAllPlacesAndTheOthersAfterIt() throws Exception {
        try (Slots slots = new Slots(3, 0, 100, 64)) {
            AnswerStream large = slots.submit(endless(1), source(one));
            AnswerStream other = slots.submit(endless(2), source(two));
            AnswerStream small = slots.submit(ask(",'max_tokens':3"), source(one));

            assertThat(answer(large).text()).isNotEmpty();
            assertThat(slots.batches()).isLessThanOrEqualTo(1);
            assertThat(answer(other).text()).isNotEmpty();
            assertThat(answer(small).tokens()).hasSize(3);
        }
    }

    @Test
    void shouldFailWhatCannotBeginAndAnswerTheNextRequest() throws Exception {
        LoadedVersion freed = versions.load(1);
        freed.adapter().close();
        try (Slots slots = new Slots(1, 0, PLACES, 64)) {
            AnswerStream broken = slots.submit(ask(""), source(freed));

            assertThat(broken.next()).isInstanceOf(AnswerEvent.Started.class);
            assertThat(broken.next()).isInstanceOf(Failed.class);
            assertThat(answer(slots.submit(ask(""), source(two))).text()).isEqualTo(TaughtModel.answer(2));
        }
    }

    @Test
    void shouldFinishWhatItHasAndTakeNoMoreWhenItDrains() throws Exception {
        Slots slots = new Slots(2, 0, PLACES, 64);
        AnswerStream last = slots.submit(endless(1), source(one));

        slots.close();

        assertThat(answer(last).reason()).isNotEqualTo(FinishReason.CANCELLED);
        assertThat(slots.active()).isZero();
        assertThatThrownBy(() -> slots.submit(ask(""), source(one)))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(refused.error().status()).isEqualTo(503));
    }
}
