package dev.alluvium.trainer.run;

import static dev.alluvium.trainer.Records.qa;
import static dev.alluvium.trainer.run.Trainers.held;
import static dev.alluvium.trainer.run.Trainers.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.object.ArtifactRef;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.runtime.store.InMemoryObjectStore;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.Configs;
import dev.alluvium.trainer.RandomBase;
import dev.alluvium.trainer.Rounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What training may go on from. */
class RunHoldTest {
    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private Trainers trainers;

    @BeforeEach
    void prepare() {
        trainers = new Trainers(directory);
        Rounds.put(store, "r000001", List.of(qa("weight", 1, "How heavy?", "3 kg")));
        Rounds.put(store, "r000002", List.of(qa("price", 1, "How much?", "90")));
    }

    @Test
    void shouldTrainOnFromAChampionInItsOwnScale() {
        // Given
        ArtifactRef champion = champion("rs-lora: true");

        // When
        RunEnd end = next(champion, trainers.model("rs-lora: true"));

        // Then
        assertThat(trained(end).parent()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rank: 16 | rank 4",
                "alpha: 16 | alpha 8",
                "target-modules: all | target-modules q+v",
                "rs-lora: true | rs-lora"
            })
    void shouldHoldWhenTheShapeChanged(String changed, String had) {
        // Given
        ArtifactRef champion = champion("epochs: 1");

        // When
        RunEnd end = next(champion, trainers.model(changed));

        // Then
        assertThat(held(end)).contains("version 1 has ", had, "alluvium consolidate notes");
        assertThat(new Attempts(store).newest("run-2")).isEmpty();
        assertThatThrownBy(() -> forecast(champion, trainers.model(changed)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alluvium consolidate notes");
    }

    @Test
    void shouldHoldWhenTheBaseWritesConversationsOtherwise() throws IOException {
        // Given
        ArtifactRef champion = champion("epochs: 1");
        Path worded = RandomBase.write(directory.resolve("worded"), 1);
        Files.writeString(
                worded.resolve("tokenizer_config.json"),
                PromptTemplate.tiny().toTokenizerConfig().replace("<|system|>", "<|system|> "));

        // When
        ModelConfig changed = Configs.model(worded.toUri().toString(), "");
        RunEnd end = next(champion, changed);

        // Then
        assertThat(held(end)).contains("version 1 was trained with the prompt template", "alluvium consolidate notes");
        assertThat(new Attempts(store).newest("run-2")).isEmpty();
        assertThatThrownBy(() -> forecast(champion, changed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("alluvium consolidate notes");
    }

    /** A version of one fact could not be judged, and would keep all later rounds waiting. */
    @Test
    void shouldGatherWhatTheGateCouldNotJudge() {
        // Given
        ModelConfig shipped = ModelConfig.onBase(trainers.base()).withTraining(Configs.training(""));

        // When
        RunEnd end = trainers.execution(store, "one")
                .execute(Trainers.FIRST, shipped, List.of(), new StopSignal(), RunListener.NONE);

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        RunEnd.Gathers.class,
                        gathers -> assertThat(gathers.why())
                                .startsWith("r000001 gather with the next rounds: needs 60 facts, has 1"));
        assertThat(new Attempts(store).newest("run-1")).isEmpty();
    }

    @Test
    void shouldRefuseAParentThatIsNotTheOneThatWasPromoted() {
        // Given
        ArtifactRef champion = champion("epochs: 1");
        ArtifactRef other = new ArtifactRef(champion.uri(), "00", champion.bytes());

        // When, then
        assertThatThrownBy(() -> next(other, trainers.model(""))).hasMessageContaining("sha256");
    }

    @Test
    void shouldRefuseAParentWhoseConfigurationWasChangedInTheStore() {
        // Given
        ArtifactRef champion = champion("epochs: 1");
        String key = champion.key() + "adapter_config.json";
        String config = new String(store.get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
        store.delete(key);
        store.putIfAbsent(
                key,
                config.replaceFirst("\"lora_alpha\"\\s*:\\s*8", "\"lora_alpha\":9")
                        .getBytes(StandardCharsets.UTF_8));

        // When, then
        assertThatThrownBy(() -> next(champion, trainers.model("alpha: 9")))
                .hasMessageContaining("adapter_config.json")
                .hasMessageContaining("alpha");
        assertThat(new Attempts(store).newest("run-2")).isEmpty();
    }

    private ArtifactRef champion(String training) {
        return trained(trainers.execution(store, "one")
                        .execute(
                                Trainers.FIRST,
                                trainers.model(training),
                                List.of(),
                                new StopSignal(),
                                RunListener.NONE))
                .adapter();
    }

    private void forecast(ArtifactRef champion, ModelConfig model) {
        trainers.execution(store, "one").forecast(Trainers.second(champion), model, List.of(), 1);
    }

    private RunEnd next(ArtifactRef champion, ModelConfig model) {
        return trainers.execution(store, "two")
                .execute(Trainers.second(champion), model, List.of(), new StopSignal(), RunListener.NONE);
    }
}
