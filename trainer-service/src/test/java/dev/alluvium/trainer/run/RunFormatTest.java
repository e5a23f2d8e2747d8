package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.config.ModelConfig;
import dev.alluvium.contracts.config.ReplayConfig;
import dev.alluvium.contracts.config.TrainingConfig;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.trust.Signer;
import dev.alluvium.contracts.trust.TrustKeys;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.runtime.base.BaseDirectories;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.adapter.ChatRewriter;
import dev.alluvium.trainer.plan.NextRun;
import dev.alluvium.trainer.plan.RunPlan;
import dev.alluvium.trainer.recipe.RecipeObserver;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunFormatTest {
    private static final Signer SIGNER =
            new Signer("trainer", TrustKeys.generate().getPrivate());
    private static final NextRun RUN = new NextRun("notes", "run-1", 0, null, null, List.of("r000001"), List.of(), 0);

    @TempDir
    private Path directory;

    private String base = "";

    @BeforeEach
    void prepare() {
        base = RandomBase.write(directory.resolve("base"), 1).toUri().toString();
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnInTheFormatThatTheAttemptBeganWith(WeightFormat format) {
        // Given
        LoadOptions configured = new LoadOptions(format, "cpu");
        WeightFormat other = format == WeightFormat.FP32 ? WeightFormat.INT8 : WeightFormat.FP32;
        AdapterTrained undisturbed = trained(execute(store(), configured, Integer.MAX_VALUE));
        ObjectStore store = store();
        RunEnd first = execute(store, configured, 2);

        // When
        AdapterTrained taken = trained(execute(store, configured.in(other), Integer.MAX_VALUE));

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        assertThat(plan(store).executed().format()).isEqualTo(format);
        assertThat(taken.attempt()).isEqualTo("a001");
        assertThat(taken.adapter().sha256()).isEqualTo(undisturbed.adapter().sha256());
    }

    private static RunPlan plan(ObjectStore store) {
        return new Attempts(store).newest("run-1").orElseThrow();
    }

    private RunEnd execute(ObjectStore store, LoadOptions options, int last) {
        StopSignal stop = new StopSignal();
        RunExecution execution = new RunExecution(
                store,
                new BaseDirectories(store, directory.resolve("bases"), Map.of()),
                SIGNER,
                Clock.systemUTC(),
                "one",
                directory.resolve("work"),
                new RunExecution.Timing(Duration.ofMinutes(10), Duration.ofMinutes(1)),
                new RunExecution.Means(null, options, ChatRewriter::new));
        return execution.execute(RUN, model(), List.of(), stop, new RunListener() {
            @Override
            public void planned(RunPlan plan, int done) {}

            @Override
            public void step(RecipeObserver.Step step) {
                if (step.tally().step() == last) {
                    stop.stop(StopSignal.Reason.CLOSING);
                }
            }
        });
    }

    private static InMemoryObjectStore store() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        Rounds.put(
                store,
                "r000001",
                List.of(qa("weight", 1, "How heavy?", "3 kg"), qa("colour", 1, "Which colour?", "Red")));
        return store;
    }

    private ModelConfig model() {
        TrainingConfig training =
                new TrainingConfig(4, 8.0, List.of("q_proj", "v_proj"), 1e-2, 2, 1, 64, 6, 5000, 0.0, 0.05, 1.0, 1L);
        return new ModelConfig(base, null, training, new ReplayConfig(0.0, 0.5), null);
    }

    private static AdapterTrained trained(RunEnd end) {
        assertThat(end).isInstanceOf(RunEnd.Finished.class);
        return (AdapterTrained) ((RunEnd.Finished) end).result();
    }
}
