package dev.alluvium.contracts.record;

/** Another way to ask for and state the same fact. */
public record Wording(String instruction, String output) {}
