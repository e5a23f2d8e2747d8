package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.failed;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.dataset.ErasedFact;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParaphrasedRunTest {
    private static final CleanRecord WEIGHT = qa("weight", 1, "How heavy?", "3 kg");
    private static final Rewriter HELPFUL = instruction -> "[\"What does it weigh?\", \"how heavy\"]";
    private static final Rewriter AWAY = instruction -> {
        throw new Rewriter.Away("nobody may be asked again");
    };

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final List<ParaphraseFigures> figures = new ArrayList<>();
    private Trainers trainers;

    @BeforeEach
    void prepare() {
        trainers = new Trainers(directory);
        Rounds.put(store, "r000001", List.of(WEIGHT));
    }

    @Test
    void shouldGoOnWithThePlansParaphrasesWhateverTheEndpointSaysByThen() {
        // Given
        RunEnd first = aStep(HELPFUL);

        // When
        RunEnd end = first;
        for (int resumes = 0; end instanceof RunEnd.Interrupted && resumes < 20; resumes++) {
            end = aStep(AWAY);
        }

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        AdapterTrained trained = trained(end);
        assertThat(trained.figures().paraphrases()).isEqualTo(new ParaphraseFigures(1, 0, 0, 1, 1, 0, 0));
        assertThat(figures).containsExactly(new ParaphraseFigures(1, 0, 0, 1, 1, 0, 0));
        assertThat(trained.figures().examples()).isEqualTo(2);
        assertThat(trained.figures().changes()).isNull();
        assertThat(text("runs/run-1/a001/plan.json")).doesNotContain("the-key");
    }

    @Test
    void shouldForgetTheParaphrasesOfWhatARoundErases() {
        // Given
        String said = "What does it weigh?";
        AdapterTrained champion = trained(execute(HELPFUL, new StopSignal(), RunListener.NONE));
        boolean kept =
                store.list("paraphrases/").stream().anyMatch(key -> text(key).contains(said));
        Rounds.put(
                store,
                "notes",
                "r000002",
                List.of(qa("price", 1, "How much?", "90")),
                List.of(new ErasedFact("weight", WEIGHT.revision())));

        // When
        RunEnd held = trainers.execution(store, "one")
                .execute(
                        Trainers.second(champion.adapter()),
                        trainers.model("rank: 16"),
                        List.of(),
                        new StopSignal(),
                        RunListener.NONE);

        // Then
        assertThat(held).isInstanceOf(RunEnd.Held.class);
        assertThat(kept).isTrue();
        assertThat(store.list("paraphrases/")).noneMatch(key -> text(key).contains(said));
    }

    @Test
    void shouldBeginAnotherAttemptWithoutTextsThatAreGone() {
        // Given
        aStep(HELPFUL);
        store.list("paraphrases/notes/facts/").forEach(store::delete);

        // When
        AdapterTrained trained = trained(execute(AWAY, new StopSignal(), RunListener.NONE));

        // Then
        assertThat(trained.attempt()).isEqualTo("a002");
        assertThat(trained.figures().changes())
                .singleElement()
                .satisfies(change -> assertThat(change.why()).contains("texts were erased"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldStopWhileTextsAreAskedFor(StopSignal.Reason reason) {
        // Given
        StopSignal stop = new StopSignal();

        // When
        RunEnd end = execute(
                instruction -> {
                    stop.stop(reason);
                    throw new CancellationException("interrupted");
                },
                stop,
                RunListener.NONE);

        // Then
        if (reason == StopSignal.Reason.CANCELLED) {
            assertThat(failed(end).reason()).isEqualTo("cancelled");
        } else {
            assertThat(end).isEqualTo(new RunEnd.Interrupted(reason));
        }
        assertThat(new Attempts(store).newest("run-1")).isEmpty();
    }

    private RunEnd aStep(Rewriter rewriter) {
        StopSignal stop = new StopSignal();
        return execute(rewriter, stop, new RunListener() {
            @Override
            public void paraphrased(ParaphraseFigures of) {
                figures.add(of);
            }

            @Override
            public void step(RecipeObserver.Step step) {
                stop.stop(StopSignal.Reason.CLOSING);
            }
        });
    }

    private RunEnd execute(Rewriter rewriter, StopSignal stop, RunListener listener) {
        ModelConfig model = trainers.model(
                "epochs: 2, wordings-per-fact: 1, paraphrases: "
                        + "{ url: 'http://localhost/v1', model: m, api-key: the-key, per-record: 2, questions: 0, concurrency: 1 }");
        return trainers.asking(rewriter)
                .execution(store, "one")
                .execute(Trainers.FIRST, model, List.of(), stop, listener);
    }

    private String text(String key) {
        return new String(store.get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }
}
