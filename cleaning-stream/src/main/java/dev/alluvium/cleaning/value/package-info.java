/** Values in text: dates, numbers and measures, each in one spelling. */
@NullMarked
package dev.alluvium.cleaning.value;

import org.jspecify.annotations.NullMarked;
