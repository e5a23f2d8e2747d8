package dev.alluvium.evaluator.ask;

/** A prompt, and an answer that it may get. */
public record Question(String prompt, String answer) {}
