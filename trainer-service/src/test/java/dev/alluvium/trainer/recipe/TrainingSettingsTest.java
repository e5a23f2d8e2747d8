package dev.alluvium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.model.TargetModule;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.TrainingConfig;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTest {
    private static final BaseProfile PROFILE =
            new BaseProfile(training(8, 5e-3, null), new ReplayConfig(0.5, 1.0), null);

    @Test
    void shouldTakeTheConfigurationOverTheProfileOverTheFallback() {
        // Given
        ModelConfig model = new ModelConfig("tiny", null, training(4, null, null), new ReplayConfig(null, 0.1), null);

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
        ModelConfig own = new ModelConfig("tiny", null, null, new ReplayConfig(null, null, 0, null, null), null);
        BaseProfile profile = new BaseProfile(null, new ReplayConfig(null, null, 30, null, null), null);

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
        BaseProfile none = new BaseProfile(null, null, null);

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
                new ModelConfig("/models/x", null, training(4, 3e-3, null), new ReplayConfig(0.1, null), null);
        BaseProfile none = new BaseProfile(null, null, null);

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
        ModelConfig model = new ModelConfig("tiny", null, training(4, null, List.of("q_proj", "v_proj")), null, null);

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
        ModelConfig other = new ModelConfig("tiny", null, training(4, null, null), null, null);

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

    private static TrainingConfig training(Integer rank, Double learningRate, List<String> targets) {
        return new TrainingConfig(
                rank, null, targets, learningRate, null, null, null, null, null, null, null, null, null);
    }
}
