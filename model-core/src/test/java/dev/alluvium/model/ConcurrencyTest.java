package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrencyTest {
    @TempDir
    Path directory;

    private Path written() {
        return RandomCheckpoint.write(directory, RandomCheckpoint.config(true), 7);
    }

    private static String answer(LoadedAdapter model, String question) {
        long[] prompt = model.base().template().prompt(model.base().tokenizer(), question);
        return Generator.generate(model, prompt, GenerationOptions.greedy(16), TokenListener.none())
                .text();
    }

    @Test
    void shouldAnswerFromTwoAdaptersOnOneBaseAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (BaseModel base = BaseModel.load(written());
                LoadedAdapter one = base.attach(RandomAdapter.of(base.config(), 1));
                LoadedAdapter two = base.attach(RandomAdapter.of(base.config(), 2))) {
            String first = answer(one, "Which?");
            String second = answer(two, "Which?");
            assertThat(first).isNotEqualTo(second);

            List<Future<Boolean>> same = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean even = i % 2 == 0;
                same.add(threads.submit(() -> answer(even ? one : two, "Which?").equals(even ? first : second)));
            }

            for (Future<Boolean> each : same) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void shouldFinishACallWhoseAdapterIsClosedMeanwhile() {
        try (BaseModel base = BaseModel.load(written())) {
            LoadedAdapter model = base.attach(RandomAdapter.of(base.config(), 1));
            String expected = answer(model, "Which?");
            long[] prompt = base.template().prompt(base.tokenizer(), "Which?");

            Generation generation = Generator.generate(model, prompt, GenerationOptions.greedy(16), (row, token) -> {
                model.close();
                return true;
            });

            assertThat(generation.text()).isEqualTo(expected);
            assertThatThrownBy(() -> answer(model, "Which?")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldLoadADirectoryOnceAndAgainAfterTheLastHandle() {
        BaseModel first = BaseModels.acquire(written());
        BaseModel second = BaseModels.acquire(directory);
        assertThat(second.core()).isSameAs(first.core());

        first.close();
        first.close();
        try (LoadedAdapter still = second.bare()) {
            assertThat(answer(still, "Which?")).isNotNull();
        }
        second.close();

        assertThatThrownBy(second::bare).isInstanceOf(IllegalStateException.class);
        try (BaseModel fresh = BaseModels.acquire(directory)) {
            assertThat(fresh.core()).isNotSameAs(first.core());
        }
    }

    @Test
    void shouldFreeTheWeightsOnlyAfterTheLastAdapter() {
        AtomicBoolean freed = new AtomicBoolean();
        BaseModel base = BaseModel.load(written(), LoadOptions.cpu(), () -> freed.set(true));
        LoadedAdapter model = base.bare();

        base.close();
        assertThat(freed).isFalse();
        model.close();

        assertThat(freed).isTrue();
    }
}
