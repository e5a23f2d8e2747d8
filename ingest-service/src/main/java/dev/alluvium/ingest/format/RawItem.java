package dev.alluvium.ingest.format;

/**
 * One record of a file, not looked into.
 *
 * @param number of its line or of its place in the array, from 1
 * @param json its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never a key
public record RawItem(long number, byte[] json) {}
