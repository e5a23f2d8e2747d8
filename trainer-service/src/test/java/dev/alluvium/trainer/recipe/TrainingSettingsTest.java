package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TargetModule;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.binder.ConfigLoader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {
    private static final BaseProfile PROFILE =
            profile("training: { rank: 8, learning-rate: 5e-3 }\nreplay: { general: 50%, history: 1 }");

    @Test
    void shouldTakeTheConfigurationOverTheProfileOverTheFallback() {
        // Given
        ModelConfig model = model("training: { rank: 4 }\nreplay: { history: 10% }");

        // When
        TrainingSettings settings = TrainingSettings.resolve(model, PROFILE);

        // Then
        assertThat(settings.rank()).isEqualTo(4);
        assertThat(settings.learningRate()).isEqualTo(5e-3);
        assertThat(settings.epochs()).isEqualTo(3);
        assertThat(settings.generalReplay()).isEqualTo(0.5);
        assertThat(settings.historyReplay()).isEqualTo(0.1);
    }

    @Test
    void shouldReplayAsBesideSixtyFactsUnlessTheConfigurationOrTheProfileSaysAnother() {
        // Given
        ModelConfig own = model("replay: { least-facts: 0 }");
        BaseProfile profile = profile("replay: { least-facts: 30 }");

        // When
        List<Integer> least = Stream.of(
                        TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE),
                        TrainingSettings.resolve(ModelConfig.onBase("tiny"), profile),
                        TrainingSettings.resolve(own, profile))
                .map(TrainingSettings::leastFacts)
                .toList();

        // Then
        assertThat(least).containsExactly(60, 30, 0);
    }

    @Test
    void shouldReadThePlanOfAnEarlierVersionAsOneWithoutWhatCameLater() throws IOException {
        // Given
        ObjectNode written = Json.mapper().valueToTree(TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE));
        written.remove("leastFacts");
        ((ObjectNode) written.path("options")).remove(List.of("distillation", "generalWeight"));

        // When
        TrainingSettings read = Json.mapper().treeToValue(written, TrainingSettings.class);

        // Then
        assertThat(read.leastFacts()).isZero();
        assertThat(read.options().distillation()).isZero();
        assertThat(read.options().generalWeight()).isEqualTo(1);
        assertThat(read.historyReplay()).isEqualTo(1.0);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000, 5e-3, 5",
        "135000000, 6e-4, 5",
        "1000000000, 2e-4, 3",
        "7000000000, 6.9e-5, 3",
        "70000000000, 5e-5, 3"
    })
    void shouldFollowFromTheSizeOfABaseThatNobodyMeasured(long parameters, double rate, int epochs) {
        // Given
        BaseProfile none = BaseProfile.NONE;

        // When
        TrainingSettings settings = TrainingSettings.resolve(ModelConfig.onBase("/models/x"), none, parameters);

        // Then
        assertThat(settings.learningRate()).isEqualTo(rate);
        assertThat(settings.epochs()).isEqualTo(epochs);
        assertThat(settings.batchRows()).isEqualTo(1);
        assertThat(settings.generalReplay()).isEqualTo(3);
        assertThat(settings.options().distillation()).isEqualTo(1);
        assertThat(settings.options().generalWeight()).isEqualTo(4);
        assertThat(settings.options().stopsEarly()).isTrue();
        assertThat(settings.shape())
                .as("an adapter's shape does not depend on it")
                .isEqualTo(TrainingSettings.resolve(ModelConfig.onBase("/models/x"), none)
                        .shape());
    }

    @Test
    void shouldLeaveABaseWithAProfileAndAConfiguredModelAsTheyAre() {
        // Given
        ModelConfig own =
                model("base: /models/x\ntraining: { rank: 4, learning-rate: 3e-3 }\nreplay: { general: 10% }");
        BaseProfile none = BaseProfile.NONE;

        // Then
        assertThat(TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE, 135_000_000))
                .isEqualTo(TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE));
        assertThat(TrainingSettings.resolve(own, none, 135_000_000)).satisfies(settings -> {
            assertThat(settings.learningRate()).isEqualTo(3e-3);
            assertThat(settings.generalReplay()).isEqualTo(0.1);
            assertThat(settings.epochs()).isEqualTo(5);
        });
    }

    @Test
    void shouldNameTargetsAsPeftDoes() {
        // Given
        ModelConfig model = model("training: { rank: 4, target-modules: [q_proj, v_proj] }");

        // When
        TrainingSettings settings = TrainingSettings.resolve(model, PROFILE);

        // Then
        assertThat(settings.shape().targets()).containsExactly(TargetModule.Q, TargetModule.V);
        assertThat(TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE)
                        .shape()
                        .targets())
                .hasSize(7);
    }

    @Test
    void shouldHaveOneHashForEqualSettings() {
        // Given
        ModelConfig other = model("training: { rank: 4 }");

        // When
        String hash =
                TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE).hash();

        // Then
        assertThat(hash)
                .isEqualTo(TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE)
                        .hash())
                .isNotEqualTo(TrainingSettings.resolve(other, PROFILE).hash());
    }

    @Test
    void shouldWarmUpForItsShareOfSteps() {
        // Given
        TrainingSettings settings = TrainingSettings.resolve(ModelConfig.onBase("tiny"), PROFILE);

        // When
        double first = settings.schedule(1000).at(1);
        double warm = settings.schedule(1000).at(30);
        double last = settings.schedule(1000).at(1000);

        // Then
        assertThat(first).isLessThan(warm / 20);
        assertThat(last).isEqualTo(5e-3 * 0.05);
    }

    private static ModelConfig model(String yaml) {
        return ConfigLoader.parse("test", yaml, ModelConfig.class, Map.of());
    }

    private static BaseProfile profile(String yaml) {
        return ConfigLoader.parse("test", yaml, BaseProfile.class, Map.of());
    }
}
