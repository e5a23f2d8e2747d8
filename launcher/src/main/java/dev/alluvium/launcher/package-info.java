/** The alluvium command. */
@NullMarked
package dev.alluvium.launcher;

import org.jspecify.annotations.NullMarked;
