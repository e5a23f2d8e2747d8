/** Pure functions on text. */
@NullMarked
package dev.alluvium.cleaning.text;

import org.jspecify.annotations.NullMarked;
