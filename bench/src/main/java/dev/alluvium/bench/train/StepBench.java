package dev.alluvium.bench.train;

import dev.alluvium.bench.Clocks;
import dev.alluvium.bench.train.StepFigures.Resident;
import dev.alluvium.bench.train.StepFigures.Step;
import dev.alluvium.bench.train.StepFigures.Weights;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.TrainingOptions;
import dev.alluvium.model.TrainingOptions.Checkpointing;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.metrics.ProcessMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a step's variants take: layers kept or computed again, formats of the base's weights, and whether memory
 * grows over many steps.
 */
public final class StepBench {
    private static final double RATE = 1e-3;
    private static final double MIB = 1L << 20;
    private static final int REPEATS = 4;
    private static final int SETTLED = 50;
    private static final List<String> DTYPES = List.of("fp32", "bf16", "int8");

    private final TrainBenchSettings settings;
    private final Path directory;
    private final AlpacaFile records;

    private StepBench(TrainBenchSettings settings, Path directory, AlpacaFile records) {
        this.settings = settings;
        this.directory = directory;
        this.records = records;
    }

    /**
     * Measures all variants.
     *
     * @param settings whose format and checkpointing are varied, not used
     * @param steps of the long run; up to 50 for none
     */
    public static StepFigures run(TrainBenchSettings settings, int steps) throws IOException {
        TorchThreads.configure(settings.threads());
        AlpacaFile records = AlpacaFile.read(settings.file(), settings.records());
        return TemporaryBase.orGiven(
                settings.base(), records, directory -> new StepBench(settings, directory, records).run(steps));
    }

    private StepFigures run(int steps) {
        try (BaseModel base = load("fp32")) {
            PackedRecords work = PackedRecords.of(records, base, settings);
            List<Step> checkpointing = checkpointing(base, work.batches());
            Resident resident = resident(base, work.batches(), steps);
            List<Weights> weights = DTYPES.stream().map(this::weights).toList();
            return new StepFigures(
                    settings.threads(), work.batches().size(), work.tokens(), checkpointing, weights, resident);
        }
    }

    private BaseModel load(String dtype) {
        return BaseModel.load(directory, settings.with(dtype).load());
    }

    private LoraTrainer trainer(BaseModel base, Checkpointing when) {
        Adapter fresh = Adapter.init(LoraShape.all(settings.rank()), base.config(), 1);
        TrainingOptions options = settings.options().withCheckpointing(when);
        return LoraTrainer.start(base, fresh, OptimizerConfig.adamW(), options);
    }

    /** The lighter first: what it gives back is used again by the other, and both are held against the same beginning. */
    private List<Step> checkpointing(BaseModel base, List<Batch> batches) {
        Batch largest =
                batches.stream().max(Comparator.comparingInt(Batch::usedTokens)).orElseThrow();
        List<Step> steps = new ArrayList<>();
        try (LoraTrainer on = trainer(base, Checkpointing.ON);
                LoraTrainer off = trainer(base, Checkpointing.OFF)) {
            on.step(largest.split(1).get(0), 0);
            off.step(largest.split(1).get(0), 0);
            long before = ProcessMemory.resident();
            steps.add(step("on", on, largest, before));
            steps.add(step("off", off, largest, before));
        }
        return steps;
    }

    private static Step step(String name, LoraTrainer trainer, Batch batch, long before) {
        boolean counted = ProcessMemory.forgetPeak();
        trainer.step(batch, 0);
        double memory = counted ? (ProcessMemory.peak() - before) / MIB : -1;
        Clocks begun = Clocks.now();
        for (int i = 0; i < REPEATS; i++) {
            trainer.step(batch, 0);
        }
        Clocks took = Clocks.since(begun);
        double tokens = (double) batch.usedTokens() * REPEATS;
        return new Step(name, round(memory), round(tokens / took.wall()), round(tokens / took.cpu()));
    }

    private Weights weights(String dtype) {
        try (BaseModel base = load(dtype);
                LoraTrainer trainer = trainer(base, Checkpointing.OFF)) {
            PackedRecords work = PackedRecords.of(records, base, settings);
            double before = loss(trainer, work.batches());
            Clocks begun = Clocks.now();
            work.batches().forEach(batch -> trainer.step(batch, RATE));
            Clocks took = Clocks.since(begun);
            return new Weights(
                    dtype,
                    round(before),
                    round(loss(trainer, work.batches())),
                    round(work.tokens() / took.wall()),
                    round(work.tokens() / took.cpu()));
        }
    }

    /** Of all batches, by steps at rate 0: they change no weight. */
    private static double loss(LoraTrainer trainer, List<Batch> batches) {
        return trainer.step(batches, 0).loss();
    }

    private @Nullable Resident resident(BaseModel base, List<Batch> batches, int steps) {
        if (steps <= SETTLED) {
            return null;
        }
        try (LoraTrainer trainer = trainer(base, Checkpointing.OFF)) {
            double settled = 0;
            for (int i = 0; i < steps; i++) {
                if (i == SETTLED) {
                    settled = ProcessMemory.resident() / MIB;
                }
                trainer.step(batches.get(i % batches.size()), RATE);
            }
            return new Resident(steps, round(settled), round(ProcessMemory.resident() / MIB));
        }
    }

    private static double round(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
