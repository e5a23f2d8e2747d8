package dev.alluvium.evaluator.evaluation;

import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.ask.ModelUnderTest;
import dev.alluvium.evaluator.cases.EvaluationSet;
import dev.alluvium.evaluator.free.Measurement;
import dev.alluvium.evaluator.gate.Contradictions;
import dev.alluvium.evaluator.gate.Gate;
import dev.alluvium.evaluator.gate.Observations;
import dev.alluvium.evaluator.suite.EarlierFactsSuite;
import dev.alluvium.evaluator.suite.GeneralMeasurement;
import dev.alluvium.evaluator.suite.GeneralSuite;
import dev.alluvium.evaluator.suite.NewFactsSuite;
import dev.alluvium.evaluator.suite.PerplexityMeasurement;
import dev.alluvium.evaluator.suite.Predictions;
import dev.alluvium.evaluator.suite.RetrievalBaseline;
import dev.alluvium.evaluator.suite.Suite;
import dev.alluvium.evaluator.suite.SupersededSuite;
import dev.alluvium.evaluator.suite.VersionPredictions;
import dev.alluvium.evaluator.user.UserSuite;
import dev.alluvium.evaluator.user.UserSuites;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs an evaluation: asks the versions, measures and lets the gate decide. Its inputs are brought and its result is
 * stored elsewhere.
 */
public final class EvaluationRun {
    private EvaluationRun() {}

    /** Judges the candidate. The same input and versions always give the same judgement. */
    public static EvaluationOutcome judge(EvaluationInput input, ModelsUnderTest versions) {
        EvaluationSet cases = EvaluationSet.of(
                input.ancestry(),
                input.rounds(),
                input.trusted(),
                input.thresholds().profile(),
                input.seed());
        NewFactsSuite newFacts = new NewFactsSuite(cases.newFacts());
        EarlierFactsSuite earlier = new EarlierFactsSuite(cases.earlierFacts(), input.best());
        GeneralSuite general = new GeneralSuite(input.general());
        SupersededSuite superseded = new SupersededSuite(cases.superseded());
        List<UserSuite> own = input.suites().suites();
        List<Suite> suites = Stream.concat(Stream.of(newFacts, earlier, general, superseded), own.stream())
                .toList();
        VersionPredictions predictions = ask(suites, general, versions, input.suites());
        Observations seen = new Observations(
                newFacts.scores(predictions),
                earlier.scores(predictions),
                general.scores(predictions),
                superseded.scores(predictions),
                PerplexityMeasurement.of(cases.newFacts(), versions.candidate(), versions.champion()),
                new Contradictions(cases.probedFacts(), cases.contradicted()),
                cases.texts().profile(),
                Measurement.of(cases.texts().fresh(), versions.candidate(), versions.champion()),
                Measurement.of(cases.texts().earlier(), versions.candidate(), versions.champion()),
                own.stream().map(suite -> suite.measured(predictions)).toList(),
                GeneralMeasurement.of(input.questions(), versions.candidate(), versions.base()));
        return new EvaluationOutcome(
                Gate.decide(seen, input.thresholds(), input.round()),
                seen,
                suites,
                predictions,
                cases.contradictions(),
                cases.texts(),
                RetrievalBaseline.of(cases.newFacts(), input.rounds(), predictions.candidate(), versions.base()));
    }

    private static VersionPredictions ask(
            List<Suite> suites, GeneralSuite general, ModelsUnderTest versions, UserSuites own) {
        List<Probe> all = suites.stream()
                .flatMap(suite -> suite.cases().stream())
                .flatMap(fact -> fact.probes().stream())
                .distinct()
                .toList();
        Predictions candidate = Predictions.of(versions.candidate(), all, own::passes);
        Predictions champion = Predictions.of(versions.champion(), all, own::passes);
        return new VersionPredictions(candidate, champion, base(general, versions, champion));
    }

    private static Predictions base(GeneralSuite general, ModelsUnderTest versions, Predictions champion) {
        ModelUnderTest base = versions.base();
        return base.identity().equals(versions.champion().identity())
                ? champion
                : Predictions.of(
                        base,
                        general.cases().stream()
                                .flatMap(fact -> fact.probes().stream())
                                .toList());
    }
}
