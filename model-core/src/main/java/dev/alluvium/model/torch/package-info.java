/** Internal: generated TorchScript and how it is called. Not for use by services. */
@NullMarked
package dev.alluvium.model.torch;

import org.jspecify.annotations.NullMarked;
