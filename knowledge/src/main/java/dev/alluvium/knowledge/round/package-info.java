/** Rounds as they lie in the object store: the one reader of manifests and segments, and the erasures that they list. */
@NullMarked
package dev.alluvium.knowledge.round;

import org.jspecify.annotations.NullMarked;
