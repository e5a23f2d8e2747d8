/** What replicas should serve, and what they prove that they serve. */
@NullMarked
package dev.alluvium.contracts.serving;

import org.jspecify.annotations.NullMarked;
