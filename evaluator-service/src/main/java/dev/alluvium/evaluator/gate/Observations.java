package dev.alluvium.evaluator.gate;

import dev.alluvium.settings.GateMode;
import java.util.List;

/**
 * Everything that the gate's rules look at.
 *
 * @param newFacts the round's new and changed facts; the reference is the champion
 * @param earlierFacts a uniform sample of the live facts; the reference is the best in the champion's ancestry
 * @param general facts of the base; the reference is the better of base and champion
 * @param superseded facts of which the round replaces a live value; the candidate's score is the share of probes that it
 *     answers with the old one
 * @param profile what the round is judged by, never AUTO
 * @param texts free-form answers or documents of the round
 * @param earlierTexts a uniform sample of those that were live before
 * @param suites of the user's own
 * @param kept what became of the base's own answers to general questions
 */
public record Observations(
        SuiteScores newFacts,
        SuiteScores earlierFacts,
        SuiteScores general,
        SuiteScores superseded,
        Perplexity perplexity,
        Contradictions contradictions,
        GateMode profile,
        TextScores texts,
        TextScores earlierTexts,
        List<UserSuiteScores> suites,
        KeptAnswers kept) {
    public Observations {
        suites = List.copyOf(suites);
    }

    /** With a base that has answered no general question. */
    public Observations(
            SuiteScores newFacts,
            SuiteScores earlierFacts,
            SuiteScores general,
            SuiteScores superseded,
            Perplexity perplexity,
            Contradictions contradictions,
            GateMode profile,
            TextScores texts,
            TextScores earlierTexts,
            List<UserSuiteScores> suites) {
        this(
                newFacts,
                earlierFacts,
                general,
                superseded,
                perplexity,
                contradictions,
                profile,
                texts,
                earlierTexts,
                suites,
                KeptAnswers.NONE);
    }

    /** Of a round of facts alone. */
    public Observations(
            SuiteScores newFacts,
            SuiteScores earlierFacts,
            SuiteScores general,
            SuiteScores superseded,
            Perplexity perplexity,
            Contradictions contradictions) {
        this(
                newFacts,
                earlierFacts,
                general,
                superseded,
                perplexity,
                contradictions,
                GateMode.FACTS,
                TextScores.NONE,
                TextScores.NONE,
                List.of());
    }

    Observations restingOn(SuiteScores facts) {
        return new Observations(
                facts,
                earlierFacts,
                general,
                superseded,
                perplexity,
                contradictions,
                profile,
                texts,
                earlierTexts,
                suites,
                kept);
    }

    /** The share of general facts that the reference knows, or all of the base's own answers where there are no facts. */
    public double generalBefore() {
        return general.facts() == 0 && kept.expected() > 0 ? 1 : general.referenceMean();
    }

    /** The share of these that the candidate knows or keeps. */
    public double generalAfter() {
        return general.facts() == 0 && kept.expected() > 0 ? kept.keptShare() : general.candidateMean();
    }
}
