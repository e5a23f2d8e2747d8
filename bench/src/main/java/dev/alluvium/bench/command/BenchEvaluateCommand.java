package dev.alluvium.bench.command;

import dev.alluvium.bench.evaluate.EvaluateBench;
import dev.alluvium.bench.evaluate.EvaluateFigures;
import dev.alluvium.bench.evaluate.EvaluateFigures.Took;
import dev.alluvium.contracts.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench evaluate}: how long the questions of an evaluation take. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Answer and score questions of a base's general suite as the evaluator does: seconds, tokens a second."
                        + " tools/baseline/evaluate.py asks transformers the same.")
final class BenchEvaluateCommand implements Callable<Integer> {
    @Option(names = "--base", defaultValue = "tiny", description = "A name or directory (default: tiny).")
    String base;

    @Option(names = "--cases", defaultValue = "300", description = "Questions (default: 300).")
    int cases;

    @Option(names = "--repeat", defaultValue = "11", description = "Passes, medians are printed (default: 11).")
    int repeat;

    @Option(names = "--threads", defaultValue = "1", description = "Torch threads (default: 1, as the evaluator's).")
    int threads;

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Write prompts in tokens, limits and answers, a line of JSON each.")
    @Nullable Path answers;

    @Option(names = "--json", description = "One line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        EvaluateFigures figures = EvaluateBench.run(new EvaluateBench.Settings(base, cases, repeat, threads, answers));
        if (json) {
            System.out.println(Json.string(figures));
        } else {
            print(System.out, figures);
        }
        return 0;
    }

    private static void print(PrintStream out, EvaluateFigures figures) {
        out.printf(
                Locale.ROOT,
                "%d cases, %,d tokens asked, %,d answered, %d torch threads%n",
                figures.cases(),
                figures.promptTokens(),
                figures.answerTokens(),
                figures.threads());
        print(out, "answering", figures, figures.answering());
        print(out, "scoring", figures, figures.scoring());
    }

    private static void print(PrintStream out, String what, EvaluateFigures figures, Took took) {
        out.printf(
                Locale.ROOT,
                "%-10s%8.2f s%8.2f CPU s%8.0f cases/s%n",
                what,
                took.seconds(),
                took.cpuSeconds(),
                figures.cases() / took.seconds());
    }
}
