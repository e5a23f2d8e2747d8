package dev.alluvium.bench.ewc;

import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.model.BaseModel;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Trains a second round after a first one with several strengths of EWC and amounts of history replay, on the shipped
 * base, and measures what it learns and what is left of the first. A run that was cut off goes on where its file ends.
 */
public final class EwcBench {
    private final EwcFile file;
    private final Terminal terminal;

    /** @param file JSON lines */
    public EwcBench(Path file, Terminal terminal) {
        this.file = new EwcFile(file);
        this.terminal = terminal;
    }

    /** What is to be measured: every replay with every lambda. */
    public record Grid(List<Double> replays, List<Double> lambdas) {
        public Grid {
            replays = List.copyOf(replays);
            lambdas = List.copyOf(lambdas);
        }
    }

    /** Measures what the file does not hold yet of worlds {@code first} to {@code last}. */
    public void run(long first, long last, Grid grid) throws IOException {
        LocalBase local = LocalBase.of(TinyBase.NAME);
        try (BaseModel base = BaseModel.load(local.directory())) {
            for (long world = first; world <= last; world++) {
                run(base, local, world, grid);
            }
        }
        terminal.done();
    }

    private void run(BaseModel base, LocalBase local, long world, Grid grid) throws IOException {
        List<double[]> missing = new ArrayList<>();
        for (double replay : grid.replays()) {
            for (double lambda : grid.lambdas()) {
                if (!file.holds(world, replay, lambda)) {
                    missing.add(new double[] {replay, lambda});
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        String label = "world " + world;
        terminal.progress(label, 0, missing.size() + 1, "first round");
        TwoRounds rounds = TwoRounds.train(base, local, world);
        for (int i = 0; i < missing.size(); i++) {
            double[] setting = missing.get(i);
            String remark = String.format(Locale.ROOT, "replay %.0f %%, lambda %s", 100 * setting[0], setting[1]);
            terminal.progress(label, i + 1, missing.size() + 1, remark);
            file.append(rounds.second(setting[0], setting[1]));
        }
    }

    /** Every point of the file. */
    public List<EwcPoint> points() throws IOException {
        return file.points();
    }

    /** The file's points as a table of means over the worlds. */
    public String table() throws IOException {
        return EwcFrontier.table(file.points());
    }
}
