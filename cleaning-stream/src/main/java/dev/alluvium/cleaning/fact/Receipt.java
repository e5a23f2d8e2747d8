package dev.alluvium.cleaning.fact;

import dev.alluvium.contracts.record.RawPosition;

/**
 * One receipt of a record. The id alone does not name it: content that was refused may be pushed again and is accepted
 * then, with the same id, beside the round that may yet be promoted a second time.
 */
record Receipt(String recordId, RawPosition position) {}
