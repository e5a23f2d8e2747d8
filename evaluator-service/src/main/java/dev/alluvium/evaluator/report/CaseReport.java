package dev.alluvium.evaluator.report;

import dev.alluvium.contracts.record.Probe;
import dev.alluvium.evaluator.suite.Prediction;

/** One question, and what champion and candidate replied. */
public record CaseReport(Probe probe, Prediction champion, Prediction candidate) {}
