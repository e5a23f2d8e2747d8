/** How far a round's figures move with the training seed. */
@NullMarked
package dev.alluvium.bench.seeds;

import org.jspecify.annotations.NullMarked;
