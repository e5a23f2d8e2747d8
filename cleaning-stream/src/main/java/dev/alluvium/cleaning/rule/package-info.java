/** Rules that an installation writes itself. */
@NullMarked
package dev.alluvium.cleaning.rule;

import org.jspecify.annotations.NullMarked;
