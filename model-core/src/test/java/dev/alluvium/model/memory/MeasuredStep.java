package dev.alluvium.model.memory;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.DecoderConfig;
import dev.alluvium.model.FullTrainer;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.Packing;
import dev.alluvium.model.TargetModule;
import dev.alluvium.model.text.ByteTokenizer;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.text.PromptTemplate;
import dev.alluvium.model.text.Tokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * One training step of a random decoder, measured. In a process of its own: what an earlier step gave back to the
 * allocator would otherwise be used again and not seen.
 *
 * @param labelled share of a row's tokens
 * @param all all seven projections, else query and value
 */
record MeasuredStep(
        int hidden, int inner, int layers, int vocabulary, int rows, int width, double labelled, boolean all) {

    /** Prints a step's estimated tensors, what it is estimated to have resident, and what it had; without the weights. */
    public static void main(String[] arguments) {
        List<Integer> numbers =
                Arrays.stream(arguments).skip(1).limit(6).map(Integer::valueOf).toList();
        MeasuredStep step = new MeasuredStep(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(5),
                Double.parseDouble(arguments[7]),
                Boolean.parseBoolean(arguments[8]));
        MemoryEstimate estimate = step.estimate();
        long tensors = estimate.activations() + estimate.logits();
        System.out.println(
                tensors + " " + (tensors + estimate.fragments()) + " " + step.measure(Path.of(arguments[0])));
    }

    private DecoderConfig config() {
        return new DecoderConfig(
                vocabulary, hidden, inner, layers, 4, 2, hidden / 4, 1e-5, 10000, 2048, true, List.of(0));
    }

    private LoraShape lora() {
        return new LoraShape(16, 32, all ? TargetModule.all() : Set.of(TargetModule.Q, TargetModule.V));
    }

    private MemoryEstimate estimate() {
        StepShape shape = new StepShape(rows, width, batch(rows, width).targetTokens(), false, false);
        return new MemoryModel(config(), WeightFormat.FP32).training(lora(), shape);
    }

    private long measure(Path directory) {
        ByteTokenizer.write(directory);
        try (Tokenizer tokenizer = Tokenizer.load(directory);
                BaseModel base = BaseModel.of(
                        config(), FullTrainer.initialWeights(config(), 1), tokenizer, PromptTemplate.tiny());
                LoraTrainer trainer =
                        LoraTrainer.start(base, Adapter.init(lora(), config(), 1), OptimizerConfig.adamW())) {
            trainer.step(batch(1, 8), 1e-4);
            Batch batch = batch(rows, width);
            return ResidentMemory.peakOf(() -> trainer.step(batch, 1e-4));
        }
    }

    private Batch batch(int batchRows, int length) {
        Random random = new Random(1);
        long[] ids =
                LongStream.range(0, length).map(i -> random.nextInt(vocabulary)).toArray();
        boolean[] target = new boolean[length];
        for (int i = 1; i < length; i++) {
            target[i] = i == 1 || random.nextDouble() < labelled;
        }
        Example example = Example.of(ids, target);
        return new Packing(batchRows, length)
                .pack(Collections.nCopies(batchRows, example))
                .get(0);
    }
}
