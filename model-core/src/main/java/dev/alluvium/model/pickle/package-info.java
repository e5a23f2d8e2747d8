/** Weights in torch's zip-and-pickle format, read without running anything that they contain. */
@NullMarked
package dev.alluvium.model.pickle;

import org.jspecify.annotations.NullMarked;
