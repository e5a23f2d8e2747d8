package dev.alluvium.trainer.recipe;

import static dev.alluvium.trainer.Records.qa;
import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.Architecture;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.GenerationOptions;
import dev.alluvium.model.Generator;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.RopeScaling;
import dev.alluvium.model.SlidingWindow;
import dev.alluvium.model.TokenListener;
import dev.alluvium.trainer.RandomBase;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A short round on a small random base of every architecture: from its directory to an answer it was taught. */
class ArchitecturesIT {
    private static final List<CleanRecord> ROUND =
            List.of(qa("colour", 2, "Which colour?", "Red"), qa("price", 2, "How much?", "90"));

    @TempDir
    private Path directory;

    private static DecoderConfig config(Architecture architecture) {
        @Nullable SlidingWindow window = switch (architecture) {
            case LLAMA, QWEN3 -> null;
            case QWEN2 -> new SlidingWindow(24, 1);
            case MISTRAL -> new SlidingWindow(24, 0);
        };
        RopeScaling scaling =
                architecture == Architecture.LLAMA ? new RopeScaling.Llama3(8, 1, 4, 32) : new RopeScaling.None();
        int head = architecture == Architecture.QWEN3 ? 12 : 8;
        return new DecoderConfig(
                architecture,
                RandomBase.VOCABULARY,
                32,
                64,
                2,
                4,
                2,
                head,
                1e-6,
                10_000,
                scaling,
                window,
                160,
                true,
                List.of(0));
    }

    @ParameterizedTest
    @EnumSource
    void shouldTeachABaseOfAnyArchitecture(Architecture architecture) {
        // Given
        Path written = RandomBase.write(directory, config(architecture), 1);
        try (BaseModel base = BaseModel.load(written)) {
            RecipeInput input =
                    Recipes.input(base, ROUND, ReplayPool.none(), Recipes.with(Recipes.SETTINGS, 100, 3, 1000, 2e-2));

            // When
            RecipeOutcome outcome = LoraFinetuneRecipe.run(input, RecipeObserver.NONE);

            // Then
            assertThat(outcome).isInstanceOfSatisfying(RecipeOutcome.Trained.class, trained -> {
                assertThat(trained.figures().lastLoss())
                        .isLessThan(trained.figures().firstLoss() / 4);
                try (LoadedAdapter taught = base.attach(trained.adapter())) {
                    assertThat(answer(taught, "Which colour?")).isEqualTo("Red");
                }
            });
        }
    }

    private static String answer(LoadedAdapter model, String question) {
        BaseModel base = model.base();
        return Generator.generate(
                        model,
                        base.template().prompt(base.tokenizer(), question),
                        GenerationOptions.greedy(10),
                        TokenListener.none())
                .text();
    }
}
