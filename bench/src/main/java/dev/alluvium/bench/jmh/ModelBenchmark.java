package dev.alluvium.bench.jmh;

import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.LoraShape;
import dev.alluvium.model.Score;
import dev.alluvium.model.Scorer;
import dev.alluvium.model.text.Example;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.tiny.TinyBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The tiny base with an adapter on every projection, one thread: tokens of a text, and the scores of 16 texts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class ModelBenchmark {
    private static final String TEXT = "The AX-200 weighs 3.2 kg and stands in hall 4. 它的重量是3.2公斤。";

    private Path directory;
    private BaseModel base;
    private LoadedAdapter adapter;
    private List<Example> examples;

    @Setup
    public void load() throws IOException {
        TorchThreads.configure(1);
        directory = Files.createTempDirectory("alluvium-benchmark-");
        TinyBase.extractTo(directory);
        base = BaseModel.load(directory);
        adapter = base.attach(Adapter.init(LoraShape.all(8), base.config(), 1));
        examples = Collections.nCopies(16, Example.plain(base.tokenizer().encode(TEXT)));
    }

    @TearDown
    public void close() throws IOException {
        adapter.close();
        base.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    @Benchmark
    public long[] tokenize() {
        return base.tokenizer().encode(TEXT);
    }

    @Benchmark
    public List<Score> scoreSixteen() {
        return Scorer.of(base).score(adapter, examples);
    }
}
