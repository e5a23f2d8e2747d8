/** Versions in memory, the answers they give, and the slots in which they give them. */
@NullMarked
package dev.alluvium.serving.engine;

import org.jspecify.annotations.NullMarked;
