/** {@code alluvium clean}: the cleaning of a file with nothing running. */
@NullMarked
package dev.alluvium.app.clean;

import org.jspecify.annotations.NullMarked;
