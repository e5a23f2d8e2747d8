package dev.alluvium.contracts.dataset;

/** An immutable segment of clean records. */
public record SegmentRef(String id, String key, String sha256, long bytes, int records) {}
