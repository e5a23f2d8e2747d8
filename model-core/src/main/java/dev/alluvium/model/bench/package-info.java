/** What a training step cannot do without, so that a measurement has something to be compared with. */
@NullMarked
package dev.alluvium.model.bench;

import org.jspecify.annotations.NullMarked;
