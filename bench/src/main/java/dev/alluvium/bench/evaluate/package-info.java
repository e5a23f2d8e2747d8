/** How fast a base answers an evaluation's questions. */
@NullMarked
package dev.alluvium.bench.evaluate;

import org.jspecify.annotations.NullMarked;
