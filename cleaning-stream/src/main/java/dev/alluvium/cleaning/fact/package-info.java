/** What is known about a fact, and what that makes of a new record of it. */
@NullMarked
package dev.alluvium.cleaning.fact;

import org.jspecify.annotations.NullMarked;
