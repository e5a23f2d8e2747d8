package dev.alluvium.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.alluvium.model.tensor.HostTensor;
import dev.alluvium.model.text.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's gradients in fp64, where central differences are exact to about 1e-8. */
class GradientTest {
    private static final double STEP = 1e-5;
    private static final List<Example> EXAMPLES = List.of(
            Example.answer(new long[] {2, 40, 41, 3}, new long[] {90, 91, 0}),
            Example.answer(new long[] {2, 50, 3}, new long[] {120, 121, 122, 123, 0}),
            Example.plain(new long[] {4, 200, 201, 202, 0}));

    private DecoderCore core;
    private NDManager call;

    @BeforeEach
    void open() {
        DecoderConfig config = RandomCheckpoint.config(true);
        core = BaseModel.core(config, RandomCheckpoint.weights(config, 5), Storage.FP64);
        call = core.manager.newSubManager();
    }

    @AfterEach
    void close() {
        core.lease.release();
    }

    private record Subject(TrainingStep step, TrainingStep.Network network, List<NDArray> parameters) {}

    private Subject lora(Set<TargetModule> targets) {
        Adapter adapter = RandomAdapter.of(core.config, new LoraShape(3, 6, targets), 9);
        List<TensorSpec> specs = Adapter.specs(adapter.shape(), core.config);
        List<NDArray> tensors = specs.stream()
                .map(spec -> core.upload(core.manager, tensor(adapter.tensors(), spec)))
                .toList();
        TrainingStep step =
                new TrainingStep(core.manager, core.program(targets), OptimizerConfig.adamW(), specs, tensors);
        return new Subject(
                step,
                new TrainingStep.Network(
                        core.weights, tensors, core.frequencies, adapter.shape().scale()),
                tensors);
    }

    private Subject full() {
        List<NDArray> tensors = core.distinctWeights();
        TrainingStep step = new TrainingStep(
                core.manager, core.program(Set.of()), OptimizerConfig.adamW(), core.config.tensors(), tensors);
        return new Subject(step, new TrainingStep.Network(core.weights, List.of(), core.frequencies, 1), tensors);
    }

    private static HostTensor tensor(Map<String, HostTensor> tensors, TensorSpec spec) {
        return Objects.requireNonNull(tensors.get(spec.name()));
    }

    private NDList gradients(Subject subject, Batch batch) {
        return subject.step().gradients(call, subject.network(), batch);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Q,V", "Q,K,V,O,GATE,UP,DOWN", "DOWN"})
    void shouldMatchFiniteDifferencesOfAnyLoraTargets(String names) {
        Set<TargetModule> targets =
                Arrays.stream(names.split(",")).map(TargetModule::valueOf).collect(Collectors.toSet());

        assertMatchesFiniteDifferences(lora(targets), 3);
    }

    @Test
    void shouldMatchFiniteDifferencesOfEveryWeightWithATiedEmbedding() {
        assertMatchesFiniteDifferences(full(), 6);
    }

    private void assertMatchesFiniteDifferences(Subject subject, int samples) {
        Batch batch = new Packing(2, 12).pack(EXAMPLES).get(0);
        NDList exact = gradients(subject, batch);
        Random random = new Random(4);
        for (int p = 0; p < subject.parameters().size(); p++) {
            double[] gradient = exact.get(p + 1).toDoubleArray();
            for (int n = 0; n < samples; n++) {
                int at = random.nextInt(gradient.length);
                double difference =
                        (loss(subject, batch, p, at, STEP) - loss(subject, batch, p, at, -STEP)) / (2 * STEP);
                assertThat(gradient[at])
                        .as("gradient of parameter %d at %d", p, at)
                        .isCloseTo(difference, within(1e-7 + 1e-6 * Math.abs(difference)));
            }
        }
    }

    private double loss(Subject subject, Batch batch, int parameter, int at, double change) {
        NDArray array = subject.parameters().get(parameter);
        double[] values = array.toDoubleArray();
        double kept = values[at];
        values[at] = kept + change;
        assign(array, values);
        double loss = gradients(subject, batch).get(0).toDoubleArray()[0];
        values[at] = kept;
        assign(array, values);
        return loss;
    }

    /** Not NDArray.set: it leaves the tensor on memory that the garbage collector may take back. */
    private void assign(NDArray array, double[] values) {
        NDArray source = call.create(values, array.getShape());
        core.program(Set.of()).train(call, "assign", List.of(array), List.of(source));
    }

    @Test
    void shouldGiveThePackedRecordsTheGradientTheyHaveAlone() {
        Subject subject = lora(TargetModule.all());
        Batch packed = new Packing(1, 32).pack(EXAMPLES).get(0);
        assertThat(packed.rows()).isEqualTo(1);

        NDList together = gradients(subject, packed);

        for (int p = 0; p < subject.parameters().size(); p++) {
            double[] sum = new double[(int) together.get(p + 1).size()];
            for (Example example : EXAMPLES) {
                Batch alone = new Packing(1, 32).pack(List.of(example)).get(0);
                double[] gradient = gradients(subject, alone).get(p + 1).toDoubleArray();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradient[i] * alone.targetTokens() / packed.targetTokens();
                }
            }
            assertThat(together.get(p + 1).toDoubleArray()).containsExactly(sum, within(1e-12));
        }
    }
}
