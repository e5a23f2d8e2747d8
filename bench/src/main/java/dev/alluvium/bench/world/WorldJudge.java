package dev.alluvium.bench.world;

import dev.alluvium.contracts.evaluation.EvaluationDecision;
import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.contracts.record.FactProbes;
import dev.alluvium.contracts.record.Probe;
import dev.alluvium.contracts.record.ProbeTier;
import dev.alluvium.evaluator.ask.AdapterUnderTest;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.ask.PredictionCache;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.evaluator.cases.TrustedProbes;
import dev.alluvium.evaluator.evaluation.EvaluationInput;
import dev.alluvium.evaluator.evaluation.EvaluationOutcome;
import dev.alluvium.evaluator.evaluation.EvaluationRun;
import dev.alluvium.evaluator.evaluation.ModelsUnderTest;
import dev.alluvium.evaluator.gate.RoundContext;
import dev.alluvium.evaluator.gate.Thresholds;
import dev.alluvium.evaluator.suite.BestScores;
import dev.alluvium.evaluator.user.UserSuites;
import dev.alluvium.model.Adapter;
import dev.alluvium.model.BaseModel;
import dev.alluvium.model.LoadedAdapter;
import dev.alluvium.tiny.world.WorldProbe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the rounds of made-up worlds exactly as the service judges real ones. */
public final class WorldJudge implements JudgeRound {
    private static final int REMEMBERED = 20_000;

    private final BaseModel base;
    private final List<EvaluationCase> general;
    private final Thresholds thresholds;
    private final PredictionCache cache = new PredictionCache(REMEMBERED);
    private final Map<String, BestScores> ancestry = new HashMap<>();

    /**
     * @param base stays the caller's
     * @param general cases of the base's general suite
     */
    public WorldJudge(BaseModel base, List<EvaluationCase> general, Thresholds thresholds) {
        this.base = base;
        this.general = List.copyOf(general);
        this.thresholds = thresholds;
    }

    @Override
    public dev.alluvium.bench.world.JudgedRound judge(@Nullable Adapter champion, Adapter candidate, RoundCase round) {
        EvaluationOutcome outcome = evaluate(champion, candidate, round);
        return new dev.alluvium.bench.world.JudgedRound(verdict(outcome), figures(outcome));
    }

    /** The same, with all that the verdict rests on. */
    public EvaluationOutcome evaluate(@Nullable Adapter champion, Adapter candidate, RoundCase round) {
        try (LoadedAdapter bare = base.bare();
                LoadedAdapter before = champion == null ? base.bare() : base.attach(champion);
                LoadedAdapter after = base.attach(candidate)) {
            ModelUnderTest asBase = cache.of(new AdapterUnderTest("base", bare));
            ModelUnderTest asChampion =
                    champion == null ? asBase : cache.of(new AdapterUnderTest(champion.sha256(), before));
            ModelsUnderTest versions =
                    new ModelsUnderTest(cache.of(new AdapterUnderTest(candidate.sha256(), after)), asChampion, asBase);
            BestScores best =
                    champion == null ? BestScores.none() : ancestry.getOrDefault(champion.sha256(), BestScores.none());
            EvaluationOutcome outcome = EvaluationRun.judge(input(round, best), versions);
            ancestry.put(candidate.sha256(), best.and(BestScores.of(outcome.suites(), outcome.predictions())));
            return outcome;
        }
    }

    private static RoundVerdict verdict(EvaluationOutcome outcome) {
        if (outcome.verdict().promotes()) {
            return RoundVerdict.PROMOTED;
        }
        return outcome.verdict().decision() == EvaluationDecision.FAILED ? RoundVerdict.REFUSED : RoundVerdict.HELD;
    }

    private EvaluationInput input(RoundCase round, BestScores best) {
        return new EvaluationInput(
                List.of(WorldRecords.before(round)),
                List.of(WorldRecords.of(round)),
                trusted(round),
                general,
                best,
                thresholds,
                RoundContext.ROUND,
                UserSuites.NONE,
                List.of(),
                round.kind().code());
    }

    private static TrustedProbes trusted(RoundCase round) {
        Map<String, List<Probe>> byFact = Stream.concat(round.probes().stream(), round.earlier().stream())
                .collect(Collectors.groupingBy(
                        WorldProbe::fact, Collectors.mapping(WorldJudge::probe, Collectors.toList())));
        return TrustedProbes.of(byFact.entrySet().stream()
                .map(entry ->
                        new FactProbes(WorldRecords.MODEL, entry.getKey(), entry.getValue(), WorldRecords.EARLIER))
                .toList());
    }

    private static Probe probe(WorldProbe probe) {
        return new Probe(
                probe.prompt(),
                AnswerMatcher.EXACT,
                probe.expect(),
                List.of(),
                ProbeTier.TRUSTED,
                probe.language().code());
    }

    private static SortedMap<String, Double> figures(EvaluationOutcome outcome) {
        SortedMap<String, Double> figures = new TreeMap<>();
        outcome.verdict().rules().forEach(rule -> {
            if (rule.value() != null) {
                figures.put(rule.rule(), rule.value());
            }
            if (rule.bound() != null) {
                figures.put(rule.rule() + ".bound", rule.bound());
            }
        });
        figures.put("uptake.before", outcome.observations().newFacts().referenceMean());
        figures.put("uptake.after", outcome.observations().newFacts().candidateMean());
        return figures;
    }
}
