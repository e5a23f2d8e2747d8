/** What happens to a record before its fact is asked: a list of pure filters. */
@NullMarked
package dev.alluvium.cleaning.pipeline;

import org.jspecify.annotations.NullMarked;
