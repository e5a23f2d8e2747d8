package dev.alluvium.evaluator.adapter;

import dev.alluvium.contracts.evaluation.EvaluationSubject;
import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.contracts.training.AdapterTrained;
import dev.alluvium.contracts.training.Rebuild;
import dev.alluvium.contracts.trust.Attestation;
import dev.alluvium.evaluator.ask.AdapterUnderTest;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.PredictionCache;
import dev.alluvium.evaluator.cases.EvaluationSet;
import dev.alluvium.evaluator.cases.GeneralCases;
import dev.alluvium.evaluator.cases.GeneralQuestionCase;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.evaluation.EvaluationRun;
import dev.alluvium.evaluator.evaluation.ModelsUnderTest;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.report.EvaluationReport;
import dev.alluvium.evaluator.report.ReportedVerdict;
import dev.alluvium.evaluator.report.Speed;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.knowledge.registry.ModelState;
import dev.alluvium.knowledge.registry.VersionState;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.settings.AlluviumConfig;
import dev.alluvium.settings.ModelConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what an evaluation needs, has it judged and writes the report. */
final class Evaluator {
    private static final int REMEMBERED = 20_000;

    private final AlluviumConfig config;
    private final Bases bases;
    private final StandingRounds rounds;
    private final AdapterFiles adapters;
    private final ReportStore reports;
    private final ChampionPredictions answers;
    private final Map<String, UserSuites> suites;
    private final Clock clock;
    private final PredictionCache cache = new PredictionCache(REMEMBERED);

    Evaluator(
            AlluviumConfig config,
            Bases bases,
            StandingRounds rounds,
            AdapterFiles adapters,
            ReportStore reports,
            ChampionPredictions answers,
            Map<String, UserSuites> suites,
            Clock clock) {
        this.config = config;
        this.bases = bases;
        this.rounds = rounds;
        this.adapters = adapters;
        this.reports = reports;
        this.answers = answers;
        this.suites = suites;
        this.clock = clock;
    }

    /** Judges an adapter against the champion that it would replace, each on its own base. */
    EvaluationReport evaluate(
            AdapterTrained trained, EvaluationSubject subject, ModelState model, TrustedProbes trusted) {
        long began = System.nanoTime();
        VersionState champion = model.version(subject.baseline()).orElseThrow();
        Rebuild rebuild = trained.rebuild();
        String championBase = model.baseOf(subject.baseline());
        String base = rebuild == null ? championBase : rebuild.base();
        EvaluationInput input = input(subject, model, trusted, base, trained);
        Adapter candidate = adapters.load(subject.model(), trained.adapter(), List.of(trained.attestation()));
        Adapter before = champion.adapter() == null
                ? null
                : adapters.load(subject.model(), champion.adapter(), champion.attestations());
        Judged judged = judge(subject.model(), new OnBase(championBase, before), new OnBase(base, candidate), input);
        String probes = reports.keepProbes(subject.model(), judged.outcome());
        ReportedVerdict verdict = ReportedVerdict.of(judged.outcome(), seconds(began));
        return EvaluationReport.of(subject, verdict, input, probes, judged.outcome(), judged.speed(), clock.instant());
    }

    private record Judged(
            EvaluationOutcome outcome, @Nullable Speed speed) {}

    /** An adapter, or none, with the name of its base. */
    private record OnBase(String base, @Nullable Adapter adapter) {
        String identity() {
            return adapter == null ? base : base + adapter.sha256();
        }
    }

    private Judged judge(String model, OnBase champion, OnBase candidate, EvaluationInput input) {
        OnBase bare = new OnBase(candidate.base(), null);
        try (LoadedAdapter base = load(bare);
                LoadedAdapter before = load(champion);
                LoadedAdapter after = load(candidate)) {
            ChampionPredictions.Known known = answers.of(model, model(champion, before));
            EvaluationOutcome outcome = EvaluationRun.judge(
                    input, new ModelsUnderTest(model(candidate, after), known.version(), model(bare, base)));
            known.keep();
            ModelUnderTest timed = new AdapterUnderTest(candidate.identity(), after);
            return new Judged(outcome, Stopwatch.time(timed, after.base().tokenizer(), outcome));
        }
    }

    private LoadedAdapter load(OnBase version) {
        BaseModel base = bases.get(version.base()).model();
        return version.adapter() == null ? base.bare() : base.attach(version.adapter());
    }

    private ModelUnderTest model(OnBase version, LoadedAdapter loaded) {
        return cache.of(new AdapterUnderTest(version.identity(), loaded));
    }

    private EvaluationInput input(
            EvaluationSubject subject,
            ModelState model,
            TrustedProbes trusted,
            String baseName,
            AdapterTrained trained) {
        Bases.Base base = bases.get(baseName);
        List<KnowledgeRecord> general = bases.general(baseName);
        return new EvaluationInput(
                rounds.read(subject.model(), model.championRounds()),
                rounds.read(subject.model(), subject.rounds()),
                trusted,
                GeneralCases.of(general, EvaluationSet.MOST_OTHER),
                reports.best(model.ancestry(subject.baseline())),
                thresholds(subject.model(), baseName, base),
                new RoundContext(
                        trained.rebuild() != null, trained.attestation().statement() == Attestation.Statement.IMPORTED),
                suites.getOrDefault(subject.model(), UserSuites.NONE),
                GeneralQuestionCase.of(general, EvaluationSet.MOST_OTHER),
                subject.evaluation());
    }

    private Thresholds thresholds(String model, String baseName, Bases.Base base) {
        Map<String, ModelConfig> models = config.models();
        ModelConfig own = models.getOrDefault(model, ModelConfig.onBase(baseName));
        return Thresholds.of(own.gateOn(base.profile()));
    }

    static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
