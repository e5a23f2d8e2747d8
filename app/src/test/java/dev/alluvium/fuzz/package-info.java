/** What reads bytes of strangers, given bytes that nobody wrote: a kept corpus in every build, Jazzer's inputs by {@code make fuzz}. */
@NullMarked
package dev.alluvium.fuzz;

import org.jspecify.annotations.NullMarked;
