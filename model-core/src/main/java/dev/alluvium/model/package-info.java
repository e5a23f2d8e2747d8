/** The decoder, its adapters, training, scoring and generation on the CPU through DJL PyTorch. */
@NullMarked
package dev.alluvium.model;

import org.jspecify.annotations.NullMarked;
