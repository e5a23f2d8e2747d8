/** Cleaning: from records as pushed to clean, rejected and dead ones. */
@NullMarked
package dev.alluvium.cleaning;

import org.jspecify.annotations.NullMarked;
