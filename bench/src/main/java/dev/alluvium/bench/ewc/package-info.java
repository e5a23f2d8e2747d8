/** What EWC and history replay keep of an earlier round, and what they cost the next one. */
@NullMarked
package dev.alluvium.bench.ewc;

import org.jspecify.annotations.NullMarked;
