package dev.alluvium.bench.evaluate;

import dev.alluvium.bench.Clocks;
import dev.alluvium.bench.evaluate.EvaluateFigures.Took;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.evaluator.ask.AdapterUnderTest;
import dev.alluvium.evaluator.ask.Question;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.model.torch.TorchThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A base without an adapter answers the questions of its general suite, just as the evaluator asks them. */
public final class EvaluateBench {
    /**
     * @param base a name or directory
     * @param cases questions asked
     * @param repeat measured passes over all of them, after one that is not
     * @param answers file for what was asked and answered, a line of JSON each; null for none
     */
    public record Settings(
            String base,
            int cases,
            int repeat,
            int threads,
            @Nullable Path answers) {}

    private final Settings settings;
    private final BaseModel base;
    private final AdapterUnderTest version;

    private EvaluateBench(Settings settings, BaseModel base, LoadedAdapter model) {
        this.settings = settings;
        this.base = base;
        this.version = new AdapterUnderTest("base", model);
    }

    /**
     * Runs it.
     *
     * @throws CliException if the base has fewer questions
     */
    public static EvaluateFigures run(Settings settings) throws IOException {
        TorchThreads.configure(settings.threads());
        LocalBase directory = LocalBase.of(settings.base());
        List<Question> questions = questions(directory, settings.cases());
        try (BaseModel base = BaseModel.load(directory.directory());
                LoadedAdapter bare = base.bare()) {
            return new EvaluateBench(settings, base, bare).measure(questions);
        }
    }

    private EvaluateFigures measure(List<Question> questions) throws IOException {
        List<String> answers = version.answer(questions);
        version.likelihood(questions);
        Took answering = median(() -> version.answer(questions));
        Took scoring = median(() -> version.likelihood(questions));
        write(questions, answers);
        return new EvaluateFigures(
                questions.size(),
                TorchThreads.configured(),
                settings.repeat(),
                questions.stream()
                        .mapToLong(question -> prompt(question).length)
                        .sum(),
                answers.stream()
                        .mapToLong(answer -> base.tokenizer().encode(answer).length)
                        .sum(),
                answering,
                scoring);
    }

    private Took median(Runnable work) {
        List<Clocks> times = new ArrayList<>();
        for (int i = 0; i < settings.repeat(); i++) {
            Clocks begun = Clocks.now();
            work.run();
            times.add(Clocks.since(begun));
        }
        return new Took(middle(times, Clocks::wall), middle(times, Clocks::cpu));
    }

    private static double middle(List<Clocks> times, ToDoubleFunction<Clocks> clock) {
        return times.stream().mapToDouble(clock).sorted().toArray()[times.size() / 2];
    }

    private void write(List<Question> questions, List<String> answers) throws IOException {
        Path file = settings.answers();
        if (file != null) {
            Files.write(
                    file,
                    IntStream.range(0, questions.size())
                            .mapToObj(i -> Json.string(asked(questions.get(i), answers.get(i))))
                            .toList());
        }
    }

    private AskedCase asked(Question question, String answer) {
        return new AskedCase(prompt(question), version.budget(question), answer);
    }

    private long[] prompt(Question question) {
        return base.template().prompt(base.tokenizer(), question.prompt());
    }

    private static List<Question> questions(LocalBase base, int cases) {
        List<Question> questions = GeneralCases.of(base.general(), Integer.MAX_VALUE).stream()
                .flatMap(fact -> fact.probes().stream())
                .map(probe -> new Question(probe.prompt(), probe.expect()))
                .toList();
        if (questions.size() < cases || cases < 1) {
            throw new CliException(
                    "--cases " + cases + ": must be between 1 and the " + questions.size() + " of the general suite in "
                            + base.directory(),
                    2);
        }
        return questions.subList(0, cases);
    }
}
