/** Which records are admitted, as a pure function of a request's bytes. */
@NullMarked
package dev.alluvium.ingest.admission;

import org.jspecify.annotations.NullMarked;
