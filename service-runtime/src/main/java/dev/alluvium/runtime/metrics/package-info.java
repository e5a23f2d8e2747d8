/** Meters, each declared once. */
@NullMarked
package dev.alluvium.runtime.metrics;

import org.jspecify.annotations.NullMarked;
