/** How close two texts are, and what must never be taken for the same. Pure functions, shared by whoever compares. */
@NullMarked
package dev.alluvium.knowledge.text;

import org.jspecify.annotations.NullMarked;
