package dev.alluvium.tiny.world;

/** A few sentences about one entity. */
public record Document(String entity, Language language, String title, String text) {}
