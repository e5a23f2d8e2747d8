/** How much memory training and serving a decoder takes, computed before anything is loaded. */
@NullMarked
package dev.alluvium.model.memory;

import org.jspecify.annotations.NullMarked;
