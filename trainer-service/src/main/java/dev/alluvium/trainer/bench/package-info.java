/** The recipe under the experiment of the tiny base's worlds. */
@NullMarked
package dev.alluvium.trainer.bench;

import org.jspecify.annotations.NullMarked;
