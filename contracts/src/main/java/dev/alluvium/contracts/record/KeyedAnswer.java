package dev.alluvium.contracts.record;

/**
 * What a request that was sent under a key was answered, so that every replica of ingest, and the next one after a restart,
 * answers a repeat in the same words and appends nothing.
 *
 * @param fingerprint of the request's body: another body under the same key is refused
 * @param answer as it was sent: how many records, and where they stand
 */
public record KeyedAnswer(String fingerprint, String answer) {}
