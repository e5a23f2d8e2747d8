/** Key files. */
@NullMarked
package dev.alluvium.runtime.trust;

import org.jspecify.annotations.NullMarked;
