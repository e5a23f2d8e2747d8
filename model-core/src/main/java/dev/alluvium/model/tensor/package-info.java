/** Tensors on the heap and the safetensors format. No engine. */
@NullMarked
package dev.alluvium.model.tensor;

import org.jspecify.annotations.NullMarked;
