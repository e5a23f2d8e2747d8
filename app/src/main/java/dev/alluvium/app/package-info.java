/** The alluvium command. */
@NullMarked
package dev.alluvium.app;

import org.jspecify.annotations.NullMarked;
