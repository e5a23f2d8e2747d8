package dev.alluvium.evaluator.suite;

/** What the versions replied. Where the champion is the base, both sheets are one. */
public record VersionPredictions(Predictions candidate, Predictions champion, Predictions base) {}
