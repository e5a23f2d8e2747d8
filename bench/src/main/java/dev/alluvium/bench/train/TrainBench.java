package dev.alluvium.bench.train;

import dev.alluvium.bench.Clocks;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.Batch;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.LoraTrainer;
import dev.alluvium.model.OptimizerConfig;
import dev.alluvium.model.StepResult;
import dev.alluvium.model.torch.Matmul;
import dev.alluvium.model.torch.MatmulProbe;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.metrics.ProcessMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains one epoch of a fresh adapter on all projections. The work is that of {@code tools/baseline}: the same records,
 * tokens and labels, first-fit into rows, as many rows a step, clipping and AdamW.
 */
public final class TrainBench {
    private static final int WARM_UP = 3;
    private static final double RATE = 1e-3;
    private static final int REPEATS = 20;
    private static final long MIB = 1L << 20;

    private final TrainBenchSettings settings;
    private final Map<String, Double> phases = new LinkedHashMap<>();
    private Clocks begun = Clocks.now();

    private TrainBench(TrainBenchSettings settings) {
        this.settings = settings;
    }

    /** Trains and measures; without a base on a random one in a directory that is removed again. */
    public static TrainFigures run(TrainBenchSettings settings) throws IOException {
        TorchThreads.configure(settings.threads());
        AlpacaFile records = AlpacaFile.read(settings.file(), settings.records());
        TrainBench bench = new TrainBench(settings);
        return TemporaryBase.orGiven(settings.base(), records, directory -> {
            bench.phase("base");
            return bench.run(records, directory);
        });
    }

    private TrainFigures run(AlpacaFile records, Path directory) {
        try (BaseModel base = BaseModel.load(directory, settings.load())) {
            phase("load");
            PackedRecords work = PackedRecords.of(records, base, settings);
            phase("tokenise and pack");
            List<Batch> batches = work.batches();
            LoraShape shape = LoraShape.all(settings.rank());
            Epoch epoch = train(base, shape, batches);
            long peak = ProcessMemory.peak() / MIB;
            double bare = bareSeconds(base, shape, batches);
            phase("bare products");
            return figures(records, work.truncated(), batches, epoch, peak, bare);
        }
    }

    private record Epoch(Clocks took, double firstLoss, double lastLoss) {}

    private Epoch train(BaseModel base, LoraShape shape, List<Batch> batches) {
        Adapter fresh = Adapter.init(shape, base.config(), 1);
        try (LoraTrainer trainer = LoraTrainer.start(base, fresh, OptimizerConfig.adamW(), settings.options())) {
            batches.stream().limit(WARM_UP).forEach(batch -> trainer.step(batch, 0));
            phase("warm-up");
            Clocks start = Clocks.now();
            List<StepResult> steps = new ArrayList<>();
            for (Batch batch : batches) {
                steps.add(trainer.step(batch, RATE));
            }
            Clocks took = Clocks.since(start);
            phase("train");
            return new Epoch(
                    took, steps.get(0).loss(), steps.get(steps.size() - 1).loss());
        }
    }

    private double bareSeconds(BaseModel base, LoraShape shape, List<Batch> batches) {
        long tokens = batches.stream().mapToLong(Batch::usedTokens).sum();
        long labels = batches.stream().mapToLong(Batch::targetTokens).sum();
        List<Matmul> typical =
                StepMatmuls.of(base.config(), shape, (int) (tokens / batches.size()), (int) (labels / batches.size()));
        return MatmulProbe.seconds(typical, REPEATS, Clocks::processCpu) * batches.size();
    }

    private void phase(String name) {
        phases.put(name, round(Clocks.since(begun).wall()));
        begun = Clocks.now();
    }

    private TrainFigures figures(
            AlpacaFile records, int truncated, List<Batch> batches, Epoch epoch, long peak, double bare) {
        long real = batches.stream().mapToLong(Batch::usedTokens).sum();
        long supervised = batches.stream().mapToLong(Batch::targetTokens).sum();
        Clocks took = epoch.took();
        return new TrainFigures(
                "alluvium",
                String.valueOf(records.file().getFileName()),
                settings.base() == null
                        ? "random"
                        : String.valueOf(settings.base().getFileName()),
                settings.dtype(),
                settings.threads(),
                records.pairs().size(),
                truncated,
                real,
                supervised,
                batches.stream()
                        .mapToLong(batch -> (long) batch.rows() * batch.width())
                        .sum(),
                batches.size(),
                round(epoch.firstLoss()),
                round(epoch.lastLoss()),
                round(took.wall()),
                round(took.cpu()),
                round(real / took.wall()),
                round(supervised / took.wall()),
                round(real / took.cpu()),
                round(bare / took.cpu()),
                peak,
                phases);
    }

    private static double round(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
