/** From verdicts on rounds to what they mean for each fact. */
@NullMarked
package dev.alluvium.cleaning.decision;

import org.jspecify.annotations.NullMarked;
