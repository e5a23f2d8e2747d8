package dev.alluvium.contracts.record;

import java.time.Instant;

/**
 * Which clean record is meant, without what it says. In JSON its fields stand among those of the record that has it.
 *
 * @param recordId digest of model, fact, revision and content
 * @param revision the fact's revision that it states
 * @param contentHash digest of what the record says
 * @param position where it was received; the id alone does not tell two receipts of one content apart
 */
public record RecordRef(String recordId, String fact, Instant revision, String contentHash, RawPosition position) {}
