/** Incremental LoRA training: rounds in, adapters out. */
@NullMarked
package dev.alluvium.trainer;

import org.jspecify.annotations.NullMarked;
