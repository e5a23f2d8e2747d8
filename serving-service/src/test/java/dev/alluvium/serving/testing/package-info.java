/** A small model that really answers, in versions that can be told apart. */
@NullMarked
package dev.alluvium.serving.testing;

import org.jspecify.annotations.NullMarked;
