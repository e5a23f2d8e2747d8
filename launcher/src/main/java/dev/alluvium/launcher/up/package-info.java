/** Everything in one process, its data in one directory. */
@NullMarked
package dev.alluvium.launcher.up;

import org.jspecify.annotations.NullMarked;
