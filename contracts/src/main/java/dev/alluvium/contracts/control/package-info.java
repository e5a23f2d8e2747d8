/** What flows back: cut now, round decided, requeue, erase. */
@NullMarked
package dev.alluvium.contracts.control;

import org.jspecify.annotations.NullMarked;
