package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ParaphrasesConfig;
import dev.alluvium.contracts.config.ReplayConfig;
import dev.alluvium.contracts.config.TrainingConfig;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.ParaphraseFigures;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.paraphrase.Rewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParaphrasedRunTest {
    private static final NextRun RUN = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);

    @TempDir
    private static Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private static ModelConfig model() {
        TrainingConfig plain =
                new TrainingConfig(4, 8.0, List.of("q_proj", "v_proj"), 1e-2, 2, 1, 64, 1, 5000, 0.0, 0.05, 1.0, 1L);
        TrainingConfig asking = new TrainingConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new ParaphrasesConfig("http://localhost/v1", "m", "the-key", 2, 0, null, 1, null),
                null);
        String base = RandomBase.write(directory.resolve("base"), 1).toUri().toString();
        return new ModelConfig(base, null, asking.over(plain), new ReplayConfig(0.0, 0.0), null);
    }

    private RunEnd execute(Rewriter rewriter, StopSignal stop) {
        RunExecution execution = new RunExecution(
                store,
                new BaseDirectories(store, directory.resolve("bases"), Map.of()),
                new Signer("trainer", TrustKeys.generate().getPrivate()),
                Clock.systemUTC(),
                "one",
                directory.resolve("work"),
                new RunExecution.Timing(Duration.ofSeconds(30), Duration.ofMinutes(1)),
                new RunExecution.Means(null, LoadOptions.cpu(), config -> rewriter));
        return execution.execute(RUN, model(), List.of(), stop, new RunListener() {
            @Override
            public void planned(RunPlan plan, int done) {
                assertThat(plan.paraphrases()).isNotNull();
            }

            @Override
            public void step(RecipeObserver.Step step) {
                stop.stop(StopSignal.Reason.CLOSING);
            }
        });
    }

    @Test
    void shouldGoOnWithThePlansParaphrasesWhateverTheEndpointSaysByThen() {
        // Given
        Rounds.put(store, "r000001", List.of(qa("weight", 1, "How heavy?", "3 kg")));
        RunEnd first = execute(instruction -> "[\"What does it weigh?\", \"how heavy\"]", new StopSignal());

        // When
        RunEnd end = first;
        for (int resumes = 0; end instanceof RunEnd.Interrupted && resumes < 20; resumes++) {
            end = execute(
                    instruction -> {
                        throw new Rewriter.Away("nobody may be asked again");
                    },
                    new StopSignal());
        }

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        AdapterTrained trained = (AdapterTrained) ((RunEnd.Finished) end).result();
        assertThat(trained.figures().paraphrases()).isEqualTo(new ParaphraseFigures(1, 0, 0, 1, 1, 0, 0));
        assertThat(trained.figures().examples()).isEqualTo(2);
        assertThat(trained.figures().changes()).isNull();
        String plan =
                new String(store.get("runs/run-1/a001/plan.json").orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertThat(plan).doesNotContain("the-key");
    }
}
