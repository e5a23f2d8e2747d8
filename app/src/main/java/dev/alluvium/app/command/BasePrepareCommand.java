package dev.alluvium.app.command;

import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.cli.local.LocalRecords;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.runtime.base.GeneralFile;
import dev.alluvium.tiny.TinyBase;
import dev.alluvium.trainer.general.GeneralAnswerSynthesis;
import dev.alluvium.trainer.general.GeneralQuestion;
import dev.alluvium.trainer.general.GeneralQuestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a base general questions, so that versions trained on it replay its answers and are judged by them. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        description = "Ask a base general questions and keep its answers beside its weights, as general.jsonl.",
        footer = {
            "",
            "Then the base makes up questions of its own and answers them. One answer in three to the general"
                    + " questions is asked of each version, and one that no longer answers as the base did is refused; all"
                    + " others are replayed in training. Cut off, it goes on where it was. `up` does the same for a base"
                    + " without general.jsonl, but keeps the answers in its own store."
        })
final class BasePrepareCommand implements Callable<Integer> {
    private static final double SECONDS = 1e9;

    @Parameters(paramLabel = "DIR", description = "A Hugging Face directory.")
    String base;

    @Option(
            names = "--corpus",
            paramLabel = "FILE",
            description = "Records whose questions are asked in place of the shipped ones, as push takes them.")
    @Nullable Path corpus;

    @Option(names = "--threads", paramLabel = "N", description = "Torch threads (default: all cores).")
    @Nullable Integer threads;

    @Override
    public Integer call() {
        if (base.equals(TinyBase.NAME)) {
            throw new CliException(base + ": ships prepared; give a directory", 2);
        }
        Path directory = LocalBase.of(base).directory();
        Path file = directory.resolve(GeneralFile.NAME);
        if (Files.exists(file)) {
            throw new CliException(file + ": stands already; move it away to ask the base again", 2);
        }
        if (!Files.isWritable(directory)) {
            throw new CliException(
                    directory + ": cannot be written to; copy the base, or let `up` keep its answers in the store", 2);
        }
        List<GeneralQuestion> questions = questions();
        TorchThreads.configure(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
        try (BaseModel model = BaseModel.load(directory)) {
            return report(file, synthesize(model, questions, file));
        }
    }

    private List<GeneralQuestion> questions() {
        if (corpus == null) {
            return GeneralQuestions.shipped();
        }
        List<GeneralQuestion> questions = GeneralQuestions.of(
                LocalRecords.read(corpus).stream().map(CleanRecord::record).toList());
        if (questions.size() < GeneralAnswerSynthesis.LEAST_ASKED) {
            throw new CliException(
                    corpus + ": asks " + questions.size() + " questions; it takes " + GeneralAnswerSynthesis.LEAST_ASKED
                            + " at least to judge a version, and as many again to replay",
                    2);
        }
        return questions;
    }

    private static GeneralAnswerSynthesis.Outcome synthesize(
            BaseModel model, List<GeneralQuestion> questions, Path file) {
        Terminal terminal = new Terminal(System.err);
        long began = System.nanoTime();
        int[] first = {-1};
        GeneralAnswerSynthesis synthesis = new GeneralAnswerSynthesis(model, questions, GeneralAnswerSynthesis.MADE_UP);
        terminal.line("asks " + questions.size() + " general questions and " + GeneralAnswerSynthesis.MADE_UP
                + " that the base makes up; the first few tell how long it takes");
        GeneralAnswerSynthesis.Outcome outcome = synthesis
                .write(file, () -> true, (done, of, kept) -> {
                    first[0] = first[0] < 0 ? Math.max(0, done - GeneralAnswerSynthesis.AT_ONCE) : first[0];
                    double each = (System.nanoTime() - began) / SECONDS / Math.max(1, done - first[0]);
                    String left = String.format(Locale.ROOT, "%d kept, about %.0f s left", kept, each * (of - done));
                    terminal.progress("asking", done, of, left);
                })
                .orElseThrow();
        terminal.done();
        return outcome;
    }

    private static int report(Path file, GeneralAnswerSynthesis.Outcome outcome) {
        System.out.println("wrote " + file + ": " + outcome.asked() + " answers that versions must keep, "
                + outcome.replayed() + " that training replays, of " + outcome.questions() + " questions");
        if (outcome.enough()) {
            return 0;
        }
        System.err.println("too few: it takes " + GeneralAnswerSynthesis.LEAST_ASKED
                + " answers that the base ends by itself"
                + " within " + GeneralAnswerSynthesis.LONGEST + " tokens, so that versions will wait for an operator;"
                + " take an instruction-tuned base, or give more questions by --corpus");
        return 1;
    }
}
