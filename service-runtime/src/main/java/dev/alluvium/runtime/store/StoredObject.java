package dev.alluvium.runtime.store;

/** An object's bytes and the tag that names this state of it. */
public record StoredObject(byte[] bytes, String etag) {}
