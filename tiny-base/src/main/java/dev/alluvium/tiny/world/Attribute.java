package dev.alluvium.tiny.world;

/**
 * A property that every entity of one kind has.
 *
 * @param id last segment of its facts' ids
 * @param names what it is called; any of them fits into a {@link Frame}
 * @param questions questions of its own, {@code {e}} standing for the entity; the last one in each language is kept for
 *     probes
 * @param values what it may be
 */
record Attribute(String id, EntityKind owner, Phrases names, Phrases questions, Values values) {}
