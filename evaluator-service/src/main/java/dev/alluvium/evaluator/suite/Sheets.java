package dev.alluvium.evaluator.suite;

/** What the versions replied. Where the champion is the base, both sheets are one. */
public record Sheets(AnswerSheet candidate, AnswerSheet champion, AnswerSheet base) {}
