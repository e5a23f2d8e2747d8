package dev.alluvium.bench.serve;

import dev.alluvium.bench.serve.ServeFigures.Serving;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.torch.TorchThreads;
import java.util.ArrayList;
import java.util.List;

/** How many tokens a second one replica makes, and how long each lets its reader wait. */
public final class ServeBench {
    private static final double NANOS = 1e9;
    private static final int WARM_UP = 8;

    /**
     * @param base a name or directory
     * @param streams numbers of streams, the first of them the one that others are compared with
     * @param answers so many by each stream
     * @param tokens made at least with each number of rows
     * @param maxTokens of an answer
     */
    public record Settings(String base, List<Integer> streams, int answers, int tokens, int maxTokens) {}

    private final Settings settings;
    private final LocalBase base;
    private final List<String> questions;

    private ServeBench(Settings settings) {
        this.settings = settings;
        this.base = LocalBase.of(settings.base());
        this.questions = BenchPrompts.of(base);
    }

    /** Runs it. */
    public static ServeFigures run(Settings settings) throws Exception {
        ServeBench bench = new ServeBench(settings);
        return new ServeFigures(TorchThreads.configured(), bench.decoding(), bench.serving());
    }

    private List<ServeFigures.Decoding> decoding() {
        try (BaseModel model = BaseModel.load(base.directory());
                LoadedAdapter version = model.attach(BenchVersions.adapter(model.config(), 1))) {
            return new DecodeBench(version, questions, settings.maxTokens()).run(settings.streams(), settings.tokens());
        }
    }

    private List<Serving> serving() throws Exception {
        try (BenchReplicas replicas = BenchReplicas.start(1, base)) {
            replicas.promote(replicas.version(1));
            ask(replicas, 1, WARM_UP);
            List<Serving> figures = new ArrayList<>();
            for (int streams : settings.streams()) {
                long begun = System.nanoTime();
                List<StreamedAnswer> answers = ask(replicas, streams, settings.answers());
                double seconds = (System.nanoTime() - begun) / NANOS;
                double rate = answers.stream().mapToInt(StreamedAnswer::tokens).sum() / seconds;
                figures.add(figure(
                        streams,
                        answers,
                        rate,
                        figures.isEmpty() ? rate : figures.get(0).tokensPerSecond()));
            }
            return figures;
        }
    }

    private List<StreamedAnswer> ask(BenchReplicas replicas, int streams, int each) throws Exception {
        try (StreamLoad load = StreamLoad.begin(
                replicas.endpoints(), streams, questions, settings.maxTokens(), asked -> asked < each)) {
            return load.await();
        }
    }

    private static Serving figure(int streams, List<StreamedAnswer> answers, double rate, double single) {
        List<StreamedAnswer> whole =
                answers.stream().filter(answer -> answer.problem() == null).toList();
        return new Serving(
                streams,
                answers.size(),
                StreamedAnswer.problems(answers),
                rate,
                rate / single,
                Percentiles.ofNanos(
                        whole.stream().map(StreamedAnswer::firstToken).toList()),
                Percentiles.ofNanos(
                        whole.stream().flatMap(answer -> answer.gaps().stream()).toList()));
    }
}
