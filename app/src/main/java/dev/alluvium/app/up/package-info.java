/** Everything in one process, its data in one directory. */
@NullMarked
package dev.alluvium.app.up;

import org.jspecify.annotations.NullMarked;
