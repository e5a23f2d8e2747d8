package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.model.LoadOptions;
import dev.alluvium.model.memory.WeightFormat;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.runtime.store.ObjectStore;
import dev.alluvium.trainer.Rounds;
import dev.alluvium.trainer.plan.RunPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An attempt goes on as it began, whatever the trainer that takes it up is configured to. */
class RunFormatTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void shouldGoOnInTheFormatThatTheAttemptBeganWith(WeightFormat format) {
        // Given
        LoadOptions configured = new LoadOptions(format, "cpu");
        WeightFormat other = format == WeightFormat.FP32 ? WeightFormat.INT8 : WeightFormat.FP32;
        Trainers trainers = new Trainers(directory).on(configured);
        AdapterTrained undisturbed = trained(execute(trainers, store(), Integer.MAX_VALUE));
        ObjectStore store = store();
        RunEnd first = execute(trainers, store, 2);

        // When
        AdapterTrained taken = trained(execute(trainers.on(configured.in(other)), store, Integer.MAX_VALUE));

        // Then
        assertThat(first).isEqualTo(new RunEnd.Interrupted(StopSignal.Reason.CLOSING));
        assertThat(plan(store).execution().format()).isEqualTo(format);
        assertThat(taken.attempt()).isEqualTo("a001");
        assertThat(taken.adapter().sha256()).isEqualTo(undisturbed.adapter().sha256());
    }

    @Test
    void shouldGoOnWithAsManyThreadsAsTheAttemptBeganWith() {
        // Given
        Trainers trainers = new Trainers(directory).with(2);
        AdapterTrained undisturbed = trained(execute(trainers, store(), Integer.MAX_VALUE));
        ObjectStore store = store();
        execute(trainers, store, 2);

        // When
        AdapterTrained taken = trained(execute(trainers.with(1), store, Integer.MAX_VALUE));

        // Then
        assertThat(plan(store).execution().machine().threads()).isEqualTo(2);
        assertThat(taken.adapter().sha256()).isEqualTo(undisturbed.adapter().sha256());
        assertThat(taken.figures().changes()).isNull();
    }

    private static RunPlan plan(ObjectStore store) {
        return new Attempts(store).newest("run-1").orElseThrow();
    }

    private static RunEnd execute(Trainers trainers, ObjectStore store, int last) {
        StopSignal stop = new StopSignal();
        return trainers.execution(store, "one")
                .execute(
                        Trainers.FIRST,
                        trainers.model("epochs: 2"),
                        List.of(),
                        stop,
                        Trainers.closingAfter(last, stop));
    }

    private static InMemoryObjectStore store() {
        InMemoryObjectStore store = new InMemoryObjectStore();
        Rounds.put(
                store,
                "r000001",
                List.of(qa("weight", 1, "How heavy?", "3 kg"), qa("colour", 1, "Which colour?", "Red")));
        return store;
    }
}
