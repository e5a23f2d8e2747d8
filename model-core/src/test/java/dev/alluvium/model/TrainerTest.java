package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.alluvium.model.text.Example;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    @TempDir
    Path directory;

    private BaseModel base;
    private List<Batch> batches;

    @BeforeEach
    void load() {
        base = BaseModel.load(RandomCheckpoint.write(directory, RandomCheckpoint.config(false), 2));
        batches = new Packing(2, 48)
                .pack(List.of(
                        base.template().example(base.tokenizer(), "How heavy is the AX-200?", "3.2 kg."),
                        base.template().example(base.tokenizer(), "多重？", "3.2 公斤。"),
                        base.template().document(base.tokenizer(), "The AX-200 ships from Basel."),
                        base.template().example(base.tokenizer(), "Where from?", "Basel.")));
    }

    @AfterEach
    void close() {
        base.close();
    }

    private LoraTrainer trainer() {
        return LoraTrainer.start(base, Adapter.init(LoraShape.all(4), base.config(), 11), OptimizerConfig.adamW());
    }

    private void train(LoraTrainer trainer, int epochs) {
        for (int i = 0; i < epochs; i++) {
            batches.forEach(batch -> trainer.step(batch, 1e-2));
        }
    }

    @Test
    void shouldFindNothingToChangeWhereTheBaseIsItsOwnTeacher() {
        Example example = base.template().example(base.tokenizer(), "Where from?", "Basel.");
        Batch taught = new Packing(1, 48).pack(List.of(example.distilled(1))).get(0);
        Batch said = new Packing(1, 48).pack(List.of(example)).get(0);

        try (LoraTrainer first = trainer();
                LoraTrainer second = trainer()) {
            assertThat(first.step(taught, 1e-2).gradientNorm()).isLessThan(1e-5);
            assertThat(second.step(said, 1e-2).gradientNorm()).isGreaterThan(1e-2);
        }
    }

    @Test
    void shouldTellTheMeanLossOfTargetsByTheirWeights() {
        Example light = base.template().example(base.tokenizer(), "Where from?", "Basel.");
        Example heavy = base.template().example(base.tokenizer(), "How heavy is the AX-200?", "3.2 kg.");

        double alone = loss(light);
        double other = loss(heavy);
        double both = loss(light, heavy.weighted(4));

        assertThat(loss(heavy.weighted(4))).isCloseTo(other, within(1e-5));
        assertThat(both)
                .isCloseTo(
                        (light.targets() * alone + 4 * heavy.targets() * other)
                                / (light.targets() + 4 * heavy.targets()),
                        within(1e-4));
    }

    private double loss(Example... examples) {
        try (LoraTrainer trainer = trainer()) {
            return trainer.step(new Packing(1, 96).pack(List.of(examples)).get(0), 1e-2)
                    .loss();
        }
    }

    @Test
    void shouldLearnAnAnswerByHeart() {
        try (LoraTrainer trainer = trainer()) {
            Example example = base.template().example(base.tokenizer(), "Where from?", "Basel.");
            List<Batch> one = new Packing(1, 48).pack(List.of(example));

            for (int i = 0; i < 60; i++) {
                trainer.step(one.get(0), 2e-2);
            }

            try (LoadedAdapter learnt = base.attach(trainer.adapter());
                    LoadedAdapter bare = base.bare()) {
                assertThat(answer(learnt)).isEqualTo("Basel.");
                assertThat(answer(bare)).isNotEqualTo("Basel.");
                assertThat(Scorer.of(base)
                                .score(learnt, List.of(example))
                                .get(0)
                                .exact())
                        .isTrue();
                assertThat(Scorer.of(base).score(bare, List.of(example)).get(0).exact())
                        .isFalse();
            }
        }
    }

    private String answer(LoadedAdapter model) {
        long[] prompt = base.template().prompt(base.tokenizer(), "Where from?");
        return Generator.generate(model, prompt, GenerationOptions.greedy(16), TokenListener.none())
                .text();
    }

    @Test
    void shouldStartFromTheBaseItself() {
        try (LoraTrainer trainer = trainer();
                LoadedAdapter fresh = base.attach(trainer.adapter());
                LoadedAdapter bare = base.bare()) {
            List<Example> examples = List.of(base.template().example(base.tokenizer(), "Where from?", "Basel."));

            assertThat(Scorer.of(base).score(fresh, examples))
                    .isEqualTo(Scorer.of(base).score(bare, examples));
        }
    }

    @Test
    void shouldContinueBitForBitFromASnapshot() {
        try (LoraTrainer straight = trainer();
                LoraTrainer resumed = trainer()) {
            train(straight, 3);
            straight.snapshot().write(directory.resolve("snapshot"));
            train(straight, 3);

            resumed.restore(TrainingSnapshot.read(directory.resolve("snapshot")));
            train(resumed, 3);

            assertThat(resumed.adapter().sha256()).isEqualTo(straight.adapter().sha256());
            assertThat(resumed.snapshot()).isEqualTo(straight.snapshot());
            assertThat(resumed.steps()).isEqualTo(6L * batches.size());
        }
    }

    @Test
    void shouldNotTouchTheAdapterItStartedFrom() {
        Adapter from = RandomAdapter.of(base.config(), 1);
        String before = from.sha256();
        try (LoraTrainer trainer = LoraTrainer.start(base, from, OptimizerConfig.adamW())) {
            train(trainer, 2);

            assertThat(from.sha256()).isEqualTo(before);
            assertThat(trainer.adapter().sha256()).isNotEqualTo(before);
        }
    }

    @Test
    void shouldContinueFullTrainingBitForBitFromASnapshot() {
        try (FullTrainer straight = full();
                FullTrainer resumed = full()) {
            straight.step(batches.get(0), 1e-3);
            TrainingSnapshot snapshot = straight.snapshot();
            straight.step(batches.get(0), 1e-3);

            resumed.restore(snapshot);
            resumed.step(batches.get(0), 1e-3);

            assertThat(resumed.weights()).isEqualTo(straight.weights());
        }
    }

    private FullTrainer full() {
        return FullTrainer.start(base.config(), FullTrainer.initialWeights(base.config(), 3), OptimizerConfig.adamW());
    }

    @Test
    void shouldRefuseASnapshotOfAnotherShape() {
        try (LoraTrainer trainer = trainer();
                LoraTrainer other = LoraTrainer.start(
                        base, Adapter.init(LoraShape.all(8), base.config(), 1), OptimizerConfig.adamW())) {
            assertThatThrownBy(() -> trainer.restore(other.snapshot()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("lora_A")
                    .hasMessageContaining("[8, 16]")
                    .hasMessageContaining("[4, 16]");
        }
    }

    @Test
    void shouldSayThatTrainingDiverged() {
        try (LoraTrainer trainer = trainer()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 20; i++) {
                            trainer.step(batches.get(0), 1e30);
                        }
                    })
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("diverged")
                    .hasMessageContaining("learning-rate");
        }
    }
}
