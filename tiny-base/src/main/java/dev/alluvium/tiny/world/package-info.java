/** A seeded, bilingual, made-up world: what the shipped base knows, and what later rounds teach it. Pure and deterministic. */
@NullMarked
package dev.alluvium.tiny.world;

import org.jspecify.annotations.NullMarked;
