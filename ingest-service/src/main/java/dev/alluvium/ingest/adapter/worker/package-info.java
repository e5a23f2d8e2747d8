/** Tika in a process of its own, which may run out of time or memory without harm to anything else. */
@NullMarked
package dev.alluvium.ingest.adapter.worker;

import org.jspecify.annotations.NullMarked;
