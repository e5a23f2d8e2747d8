package dev.alluvium.runtime.store;

/** An object's size and the tag that names this state of it. */
public record ObjectInfo(long bytes, String etag) {}
