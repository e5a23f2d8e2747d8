package dev.alluvium.contracts.record;

/** One turn of a conversation; {@code role} is system, user or assistant. */
public record Message(String role, String content) {}
