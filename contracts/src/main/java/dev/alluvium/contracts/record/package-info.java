/** Knowledge records, their identity, and what becomes of them. */
@NullMarked
package dev.alluvium.contracts.record;

import org.jspecify.annotations.NullMarked;
