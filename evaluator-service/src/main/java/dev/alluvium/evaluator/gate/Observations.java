package dev.alluvium.evaluator.gate;

/**
 * Everything that the gate looks at.
 *
 * @param newFacts the round's new and changed facts; the reference is the champion
 * @param earlierFacts a uniform sample of the live facts; the reference is the best in the champion's ancestry
 * @param general facts of the base; the reference is the better of base and champion
 * @param superseded facts of which the round replaces a live value; the candidate's score is the share of probes that it
 *     answers with the old one
 */
public record Observations(
        SuiteScores newFacts,
        SuiteScores earlierFacts,
        SuiteScores general,
        SuiteScores superseded,
        Perplexity perplexity,
        Contradictions contradictions) {}
