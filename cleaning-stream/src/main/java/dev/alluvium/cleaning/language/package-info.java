/** In which language a text is. */
@NullMarked
package dev.alluvium.cleaning.language;

import org.jspecify.annotations.NullMarked;
