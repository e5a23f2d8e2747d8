package dev.alluvium.contracts.dataset;

/** The marker that makes a segment visible; what it says was checked against the object. */
public record SegmentCommit(String id, String sha256, long bytes, int records) {}
