package dev.alluvium.evaluator.suite;

/** The predictions of candidate, champion and base. Where the champion is the base, both are the same. */
public record VersionPredictions(Predictions candidate, Predictions champion, Predictions base) {}
