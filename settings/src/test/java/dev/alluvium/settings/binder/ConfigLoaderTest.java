package dev.alluvium.settings.binder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.BaseProfile;
import dev.alluvium.settings.CanaryConfig;
import dev.alluvium.settings.Checkpointing;
import dev.alluvium.settings.EarlyStoppingConfig;
import dev.alluvium.settings.EndpointAwayAction;
import dev.alluvium.settings.GateConfig;
import dev.alluvium.settings.GateMode;
import dev.alluvium.settings.LearningRateSchedule;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.settings.ParaphrasesConfig;
import dev.alluvium.settings.ReplayConfig;
import dev.alluvium.settings.ServingConfig;
import dev.alluvium.settings.TrainerConfig;
import dev.alluvium.settings.TrainingConfig;
import dev.alluvium.settings.VllmConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
    private static AlluviumConfig parse(String yaml) {
        return ConfigLoader.parse("test.yaml", yaml, AlluviumConfig.class, Map.of("SECRET", "from-environment"));
    }

    private static List<String> problems(String yaml) {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, () -> parse(yaml));
        assertThat(thrown).as("problems of\n%s", yaml).isNotNull();
        return thrown.problems();
    }

    @Test
    void shouldBindPeoplesWayOfWritingValues() {
        // When
        AlluviumConfig config = parse("""
                models:
                  support:
                    base: tiny
                    trigger: { records: 2k, max-wait: 6h, min-facts: 30 }
                    training: auto
                    replay: { general: 25% }
                    gate: { evidence: trusted, new-facts: { floor: 75% }, stale: 5% }
                object-store: { secret-key: "${SECRET}" }
                """);

        // Then
        ModelConfig support = config.models().get("support");
        assertThat(support.trigger().records()).isEqualTo(2000);
        assertThat(support.trigger().maxWait()).isEqualTo(Duration.ofHours(6));
        assertThat(support.replay().values()).containsEntry("general", 0.25);
        GateConfig gate = support.gateOn(BaseProfile.NONE);
        assertThat(gate.evidence()).isEqualTo(ProbeTier.TRUSTED);
        assertThat(gate.newFacts().floor()).isEqualTo(0.75);
        assertThat(config.objectStore().secretKey()).isEqualTo("from-environment");
    }

    @Test
    void shouldTellALeftOutWaitFromOneThatIsOff() {
        assertThat(parse("models: { a: { trigger: { records: 5 } } }")
                        .models()
                        .get("a")
                        .trigger()
                        .maxWait())
                .isEqualTo(Duration.ofHours(6));
        assertThat(parse("models: { a: { trigger: { max-wait: off } } }")
                        .models()
                        .get("a")
                        .trigger()
                        .maxWait())
                .isNull();
    }

    @Test
    void shouldTellALeftOutWatchFromOneThatIsOff() {
        // When
        Map<String, ModelConfig> models = parse("""
                models:
                  a: { canary: { share: 10% } }
                  b: { canary: { share: 10%, watch: off } }
                  c: { canary: { watch: 90m } }
                  d: { canary: off }
                """).models();

        // Then
        assertThat(models.get("a").canary().watch()).isEqualTo(Duration.ofHours(1));
        assertThat(models.get("b").canary().watch()).isZero();
        assertThat(models.get("c").canary().watch()).isEqualTo(Duration.ofMinutes(90));
        assertThat(models.get("d").canary()).isNull();
    }

    @Test
    void shouldReadAWordInPlaceOfAPart() {
        assertThat(parse("models: { a: { canary: guards-only } }")
                        .models()
                        .get("a")
                        .canary())
                .isEqualTo(CanaryConfig.GUARDS_ONLY);
        assertThat(problems("models: { a: { canary: guards } }"))
                .singleElement()
                .asString()
                .startsWith("models.a.canary: must have keys: share, ");
    }

    @Test
    void shouldDeclareTheDefaultModelWhenNothingIsConfigured() {
        assertThat(parse("{}").modelNames()).containsExactly("notes");
        assertThat(parse("default: { model: wiki }").modelNames()).containsExactly("wiki");
    }

    @Test
    void shouldNameEveryProblemAtOnce() {
        // When
        List<String> problems = problems("""
                models:
                  support:
                    triger: { records: 5 }
                    gate: { stale: 7, evidence: hearsay }
                kafka: { partitions: 0 }
                """);

        // Then
        assertThat(problems)
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains("models.support.triger", "did you mean trigger?"))
                .anySatisfy(line -> assertThat(line).contains("evidence=hearsay", "template, feed, trusted"))
                .anySatisfy(line -> assertThat(line).contains("kafka.partitions=0", "at least 1"));
    }

    @Test
    void shouldSayWhereTheYamlIsBroken() {
        assertThat(problems("models: [unclosed")).singleElement().asString().contains("line ", "not valid YAML");
    }

    @Test
    void shouldRefuseAMissingEnvironmentVariable() {
        assertThat(problems("object-store: { access-key: \"${NOT_SET}\" }"))
                .singleElement()
                .asString()
                .contains("object-store.access-key", "NOT_SET", "set it");
    }

    @Test
    void shouldRefuseAShortToken() {
        assertThat(problems("http: { tokens: { ci: { token: short, role: pusher } } }"))
                .singleElement()
                .asString()
                .contains("http.tokens.ci.token", "32 characters")
                .doesNotContain("short");
    }

    @Test
    void shouldCompleteAConfigurationFromAProfile() {
        // Given
        BaseProfile profile = ConfigLoader.parse(
                "profile.yaml", "training: { rank: 16, learning-rate: 3e-3 }", BaseProfile.class, Map.of());

        // When
        var training = parse("models: { a: { training: { rank: 4 } } }")
                .models()
                .get("a")
                .training()
                .over(profile.training().over(TrainingConfig.DEFAULT));

        // Then
        assertThat(training.rank()).isEqualTo(4);
        assertThat(training.learningRate()).isEqualTo(0.003);
        assertThat(training.epochs()).isEqualTo(TrainingConfig.DEFAULT.epochs());
    }

    @Test
    void shouldLayAPartOverThatOfTheProfileByKeyUnlessItCanBeOff() {
        // Given
        BaseProfile profile = ConfigLoader.parse("profile.yaml", """
                training: { early-stopping: { patience: 7, share: 20% } }
                gate: { max-loss: { earlier: 3%, general: 2% } }
                """, BaseProfile.class, Map.of());

        // When
        ModelConfig model = parse("""
                models: { a: { training: { early-stopping: { patience: 5 } }, gate: { max-loss: { general: 1% } } } }
                """).models().get("a");

        // Then
        TrainingConfig training = model.training().over(profile.training().over(TrainingConfig.DEFAULT));
        assertThat(training.earlyStopping()).isEqualTo(EarlyStoppingConfig.DEFAULT.withPatience(5));
        assertThat(model.gateOn(profile).maxLoss()).isEqualTo(new GateConfig.MaxLoss(0.03, 0.01, 0.2));
    }

    @Test
    void shouldHaveAValueForEveryKeyThatHasADefault() {
        assertThat(AlluviumConfig.defaults()).isEqualTo(parse("{}")).isEqualTo(parse(""));
        assertThat(parse("serving: { slots: 4 }").serving())
                .isEqualTo(new ServingConfig(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(2),
                        4,
                        64,
                        3,
                        65_536,
                        128,
                        "serving",
                        2_000_000_000L));
        assertThat(GateConfig.DEFAULT)
                .isEqualTo(new GateConfig(
                        GateMode.AUTO,
                        ProbeTier.FEED,
                        new GateConfig.NewFacts(0.75, 0.5),
                        new GateConfig.Answers(0.75, 0.75, 0.05, 0.02),
                        new GateConfig.MaxLoss(0.1, 0.05, 0.2),
                        0.05,
                        0.1,
                        0.95,
                        60,
                        null,
                        new GateConfig.SeedDeviation(0, 0)));
    }

    @Test
    void shouldBindTheOptionsOfTraining() {
        // When
        TrainingConfig training = parse("""
                models:
                  a:
                    training:
                      schedule: linear
                      accumulation: 2
                      dropout: 5%
                      checkpointing: off
                      loss-weights: { document: 0.5 }
                      sampling: { attribute: department, weights: { sales: 2, hr: 0.5 } }
                      early-stopping: off
                      ewc: { lambda: 0.1 }
                """).models().get("a").training().over(TrainingConfig.DEFAULT);

        // Then
        assertThat(training.schedule()).isEqualTo(LearningRateSchedule.LINEAR);
        assertThat(training.checkpointing()).isEqualTo(Checkpointing.OFF);
        assertThat(training.lossWeights()).containsEntry("document", 0.5);
        assertThat(training.sampling().weight("sales")).isEqualTo(2);
        assertThat(training.sampling().weight(null)).isEqualTo(1);
        assertThat(training.earlyStopping()).isEqualTo(EarlyStoppingConfig.OFF);
        assertThat(training.ewc().lambda()).isEqualTo(0.1);
        assertThat(parse("models: { a: { training: { checkpointing: on } } }")
                        .models()
                        .get("a")
                        .training()
                        .over(TrainingConfig.DEFAULT)
                        .checkpointing())
                .isEqualTo(Checkpointing.ON);
    }

    @Test
    void shouldNameWhatIsWrongWithTheOptionsOfTraining() {
        assertThat(problems("models: { a: { training: { loss-weights: { dokument: 1 } } } }"))
                .singleElement()
                .asString()
                .contains("loss-weights.dokument", "document");
        assertThat(problems("models: { a: { training: { sampling: { weights: { sales: 2 } } } } }"))
                .singleElement()
                .asString()
                .contains("needs an attribute");
        assertThat(problems("models: { a: { training: { dropout: 95% } } }"))
                .singleElement()
                .asString()
                .contains("between 0 and 0.9");
        assertThat(problems("models: { a: { training: { schedule: cosin } } }"))
                .singleElement()
                .asString()
                .contains("cosine");
    }

    @Test
    void shouldLetTheTrainerChooseWhatIsAutoOrLeftOut() {
        // When
        TrainerConfig left = parse("kafka: {}").trainer();
        TrainerConfig auto = parse("trainer: { device: auto, dtype: auto, threads: auto, memory: auto }")
                .trainer();
        TrainerConfig set = parse("trainer: { device: 'cuda:1', dtype: int8, threads: 4, memory: 8G }")
                .trainer();

        // Then
        assertThat(auto).isEqualTo(left);
        assertThat(left.threads()).isNull();
        assertThat(left.memory()).isNull();
        assertThat(set.dtype()).isEqualTo("int8");
        assertThat(set.threads()).isEqualTo(4);
        assertThat(set.memory()).isEqualTo(8_000_000_000L);
    }

    @Test
    void shouldNameWhatATrainerCannotDo() {
        assertThat(problems("trainer: { dtype: fp8 }"))
                .containsExactly("trainer.dtype=fp8: must be auto, fp32, bf16 or int8; try auto");
        assertThat(problems("trainer: { device: gpu }"))
                .containsExactly("trainer.device=gpu: must be auto, cpu or cuda:N; try auto");
        assertThat(problems("trainer: { threads: 0 }"))
                .singleElement()
                .asString()
                .startsWith("trainer.threads=0: ");
    }

    @Test
    void shouldReadAnEndpointForParaphrases() {
        // When
        ParaphrasesConfig read = parse("models: { a: { training: { paraphrases: "
                        + "{ url: 'http://llm:8000/v1/', model: m, api-key: '${SECRET}', when-away: wait } } } }")
                .models()
                .get("a")
                .training()
                .over(TrainingConfig.DEFAULT)
                .paraphrases();

        // Then
        assertThat(read.url()).isEqualTo("http://llm:8000/v1");
        assertThat(read.apiKey()).isEqualTo("from-environment");
        assertThat(read.whenAway()).isEqualTo(EndpointAwayAction.WAIT);
        assertThat(read.perRecord()).isEqualTo(3);
        assertThat(read.toString()).doesNotContain("from-environment");
        assertThat(parse("models: { a: { training: { paraphrases: off } } }")
                        .models()
                        .get("a")
                        .training()
                        .over(TrainingConfig.DEFAULT)
                        .paraphrases()
                        .off())
                .isTrue();
    }

    @Test
    void shouldNameWhatAnEndpointLacks() {
        assertThat(problems("models: { a: { training: { paraphrases: { url: 'http://llm/v1' } } } }"))
                .containsExactly("models.a.training.paraphrases.model=: must be given; or write paraphrases: off");
        assertThat(problems("models: { a: { training: { paraphrases: { url: llm, model: m } } } }"))
                .containsExactly("models.a.training.paraphrases.url=llm: must begin with http:// or https://");
    }

    @Test
    void shouldReadAFleetOfVllmServers() {
        VllmConfig vllm = parse("""
                models:
                  support:
                    vllm: { pods: ["http://vllm-0:8000"], adapters: /adapters, load-timeout: 2m, reference: observed, api-key: "${SECRET}" }
                """).models().get("support").vllm();

        assertThat(vllm.pods()).containsExactly("http://vllm-0:8000");
        assertThat(vllm.adaptersOfPods()).isEqualTo("/adapters");
        assertThat(vllm.loadTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(vllm.reference()).isEqualTo(VllmConfig.Reference.OBSERVED);
        assertThat(vllm.maxLoraRank()).isEqualTo(16);
        assertThat(vllm.maxLoras()).isEqualTo(1);
        assertThat(vllm.apiKey()).isEqualTo("from-environment");
        assertThat(vllm.toString()).doesNotContain("from-environment");
    }

    @Test
    void shouldSayWhatIsWrongWithAFleetOfVllmServers() {
        assertThat(problems("models: { a: { vllm: { adapters: /x } } }"))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem).contains("models.a.vllm", "pods=[]", "http://localhost:8000"));
        assertThat(problems("models: { a: { vllm: { pods: [vllm-0], adapters: /x } } }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("pods=vllm-0", "http:// or https://"));
        assertThat(problems("models: { a: { vllm: { service: 'http://vllm:8000' } } }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("adapters=null"));
        assertThat(problems("models: { a: { vllm: { pods: ['http://v:1'], adapters: x } } }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("pod-adapters=x", "absolute"));
        assertThat(problems("models: { a: { training: { rank: 64 }, vllm: { pods: ['http://v:1'], adapters: /x } } }"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("training.rank=64", "--max-lora-rank 64"));
    }

    @Test
    void shouldSwitchOffWhatCanBeOff() {
        // When
        ModelConfig model = parse(
                        "models: { a: { replay: off, trigger: off, canary: off, training: { sampling: off } } }")
                .models()
                .get("a");

        // Then
        assertThat(model.replay().over(ReplayConfig.DEFAULT)).isEqualTo(ReplayConfig.OFF);
        assertThat(model.trigger().records()).isEqualTo(Integer.MAX_VALUE);
        assertThat(model.trigger().maxWait()).isNull();
        assertThat(model.canary()).isNull();
        assertThat(model.training().over(TrainingConfig.DEFAULT).sampling()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    models: { a: { gate: off } }          | models.a.gate=off: cannot be off      | evidence: trusted
                    models: { a: { training: off } }      | models.a.training=off: cannot be off  | trigger: off
                    models: { a: { gate: { answers: no off } } } | models.a.gate.answers          | must have keys
                    models: { a: { gate: { max-loss: off } } } | models.a.gate.max-loss=off       | leave it out
                    cleaning: { quality: off }            | cleaning.quality=off                  | stages: { quality: off }
                    cleaning: { redact: off }             | cleaning.redact=off                   | ignore
                    kafka: off                            | kafka=off: cannot be off              | leave it out
                    trainer: off                          | trainer=off: cannot be off            | leave it out
                    """)
    void shouldRefuseByNameWhatCannotBeOff(String yaml, String place, String remedy) {
        assertThat(problems(yaml)).singleElement().asString().startsWith(place).contains(remedy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    { gate: { new-facts: { floor: 175% } } } | models.a.gate.new-facts.floor=175%: must be between 0 and 1
                    { gate: { new-facts: { floor: 75 } } }   | models.a.gate.new-facts.floor=75: must be between 0 and 1, or 0% and 100%; try 75%
                    { gate: { max-loss: { earlier: -5% } } } | models.a.gate.max-loss.earlier=-5%: must be
                    { gate: { confidence: 950% } }           | models.a.gate.confidence=950%: must be
                    { training: { epochs: 0k } }             | models.a.training.epochs=0k: must be greater than 0
                    """)
    void shouldNameAValueAsItWasWrittenAtItsPlace(String model, String expected) {
        assertThat(problems("models: { a: " + model + " }"))
                .singleElement()
                .asString()
                .startsWith(expected);
    }
}
