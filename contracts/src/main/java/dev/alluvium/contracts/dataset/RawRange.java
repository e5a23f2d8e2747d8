package dev.alluvium.contracts.dataset;

/** Offsets of one partition of a raw topic, both ends included. */
public record RawRange(String topic, int partition, long first, long last) {}
