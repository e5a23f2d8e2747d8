package dev.alluvium.contracts.evaluation;

/** The figures of an evaluation that people look at first: shares in [0, 1], perplexity of answers. */
public record EvaluationFigures(
        double uptakeBefore,
        double uptakeAfter,
        double earlierBefore,
        double earlierAfter,
        double generalBefore,
        double generalAfter,
        double staleAfter,
        double perplexityBefore,
        double perplexityAfter,
        int newFacts,
        int earlierFacts,
        double seconds) {}
