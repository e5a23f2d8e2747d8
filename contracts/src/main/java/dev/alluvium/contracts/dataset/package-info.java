/** Rounds, their manifests and segments. */
@NullMarked
package dev.alluvium.contracts.dataset;

import org.jspecify.annotations.NullMarked;
