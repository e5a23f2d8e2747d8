/** The small base model that ships with the product, and how it is made. */
@NullMarked
package dev.alluvium.tiny;

import org.jspecify.annotations.NullMarked;
