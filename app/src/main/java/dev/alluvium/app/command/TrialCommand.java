package dev.alluvium.app.command;

import dev.alluvium.cli.LocalCommands;
import dev.alluvium.cli.client.CliException;
import dev.alluvium.cli.client.Output;
import dev.alluvium.cli.client.Terminal;
import dev.alluvium.cli.local.LocalBase;
import dev.alluvium.cli.local.LocalRecords;
import dev.alluvium.contracts.json.Json;
import dev.alluvium.contracts.object.Digest;
import dev.alluvium.contracts.record.CleanRecord;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.torch.TorchThreads;
import dev.alluvium.settings.ModelConfig;
import dev.alluvium.trainer.recipe.TrainingSettings;
import dev.alluvium.trainer.trial.SuccessiveHalving;
import dev.alluvium.trainer.trial.Trial;
import dev.alluvium.trainer.trial.TrialCandidate;
import dev.alluvium.trainer.trial.TrialLog;
import dev.alluvium.trainer.trial.TrialResult;
import dev.alluvium.trainer.trial.TrialSpace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches the hyperparameters that a base decides, on records like those it will be trained on. */
@Command(
        name = "trial",
        mixinStandardHelpOptions = true,
        description = LocalCommands.TRIAL,
        footer = {
            "",
            "Candidates are ranked by what they learn (probability of the answers to held-out wordings)"
                    + " plus what they keep (general text, where the base has a general.jsonl). All are trained on a part"
                    + " of the facts, the better half on twice as many, and so on. A trial that was cut off goes on."
        })
public final class TrialCommand implements Callable<Integer> {
    private static final List<Double> AROUND = List.of(0.25, 0.5, 1.0, 2.0, 4.0);

    @Mixin
    final Output output = new Output();

    @Option(names = "--base", required = true, paramLabel = "DIR", description = "A Hugging Face directory, or tiny.")
    String base;

    @Option(names = "--file", required = true, paramLabel = "RECORDS", description = "Records, as push takes them.")
    Path file;

    @Option(
            names = "--learning-rates",
            split = ",",
            paramLabel = "RATE",
            description = "Default: a quarter, half, once, twice and four times the profile's.")
    @Nullable List<Double> learningRates;

    @Option(names = "--ranks", split = ",", paramLabel = "RANK", description = "Default: the profile's and twice that.")
    @Nullable List<Integer> ranks;

    @Option(
            names = "--epochs",
            split = ",",
            paramLabel = "N",
            description = "Default: the profile's and twice as many.")
    @Nullable List<Integer> epochs;

    @Option(names = "--trials", defaultValue = "12", description = "The most candidates (default: 12).")
    int trials;

    @Option(names = "--rungs", defaultValue = "3", description = "The most rungs of halving (default: 3).")
    int rungs;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            defaultValue = "trial.jsonl",
            description = "Results so far; what stands there is not tried again (default: trial.jsonl).")
    Path log;

    @Option(names = "--threads", defaultValue = "1", description = "Torch threads (default: 1).")
    int threads;

    @Option(names = "--write-profile", description = "Write the best into the base's profile.yaml.")
    boolean writeProfile;

    @Override
    public Integer call() {
        TorchThreads.configure(threads);
        LocalBase local = LocalBase.of(base);
        List<CleanRecord> records = LocalRecords.read(file);
        List<KnowledgeRecord> general = local.general();
        TrainingSettings settings = TrainingSettings.resolve(ModelConfig.onBase(base), local.profile());
        List<TrialCandidate> candidates = space(settings).candidates(trials, settings.seed());
        SuccessiveHalving halving = new SuccessiveHalving(candidates.size(), rungs);
        List<TrialResult> ranked;
        try (BaseModel model = BaseModel.load(local.directory())) {
            Trial trial = new Trial(model, settings, records, general);
            TrialLog kept = new TrialLog(log, identity(records, settings, halving));
            ranked = halving.run(candidates, shown(halving, candidates.size(), trial, kept));
        }
        print(ranked, general.isEmpty(), settings);
        return conclude(ranked, local, settings);
    }

    private TrialSpace space(TrainingSettings settings) {
        return new TrialSpace(
                learningRates != null
                        ? learningRates
                        : AROUND.stream()
                                .map(factor -> factor * settings.learningRate())
                                .toList(),
                ranks != null ? ranks : List.of(settings.rank(), 2 * settings.rank()),
                epochs != null ? epochs : List.of(settings.epochs(), 2 * settings.epochs()));
    }

    private String identity(List<CleanRecord> records, TrainingSettings settings, SuccessiveHalving halving) {
        Stream<String> parts = Stream.concat(
                Stream.of(base, settings.hash(), Integer.toString(halving.rungs())),
                records.stream().map(CleanRecord::recordId));
        return Digest.id(parts.toArray(String[]::new));
    }

    private SuccessiveHalving.Attempt shown(SuccessiveHalving halving, int candidates, Trial trial, TrialLog kept) {
        Terminal terminal = new Terminal(System.err);
        int all = halving.attempts(candidates);
        int[] done = {0};
        return (candidate, rung) -> {
            int facts = halving.facts(rung, trial.facts());
            terminal.progress("trial", done[0]++, all, candidate + " on " + facts + " facts");
            TrialResult result = kept.of(candidate, rung, (one, at) -> trial.attempt(one, at, facts));
            if (done[0] == all) {
                terminal.done();
            }
            return result;
        };
    }

    private void print(List<TrialResult> ranked, boolean noGeneral, TrainingSettings settings) {
        output.print(
                System.out,
                ranked,
                List.of("LEARNING RATE", "RANK", "EPOCHS", "FACTS", "UPTAKE", "EXACT", "RETENTION", "STEPS", "TIME"),
                ranked.stream().map(TrialCommand::row).toList());
        if (noGeneral && output.isTable()) {
            System.err.println("retention was not measured: the base has no general.jsonl beside its weights");
        }
    }

    private static List<@Nullable Object> row(TrialResult result) {
        TrialCandidate candidate = result.candidate();
        return Arrays.asList(
                number(candidate.learningRate()),
                candidate.rank(),
                candidate.epochs(),
                result.facts(),
                result.failure() == null ? percent(result.uptake()) : result.failure(),
                percent(result.exact()),
                percent(result.retention()),
                result.steps(),
                String.format(Locale.ROOT, "%.0f s", result.seconds()));
    }

    private int conclude(List<TrialResult> ranked, LocalBase local, TrainingSettings settings) {
        TrialResult best = ranked.get(0);
        if (best.failure() != null) {
            throw new CliException("no candidate gave an adapter; try lower learning rates by --learning-rates");
        }
        TrainingSettings chosen = best.candidate().in(settings);
        if (output.isTable()) {
            System.out.println();
            System.out.println(ProfileFile.snippet(base, chosen));
        }
        if (writeProfile) {
            ProfileFile.write(local.profileFile(), chosen);
            System.err.println("wrote " + local.profileFile());
        }
        return 0;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String number(double value) {
        return Json.string(value).replace("E", "e");
    }
}
