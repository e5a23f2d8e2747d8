/** The threads that services work on: all are started here, so that none ends unseen. */
@NullMarked
package dev.alluvium.runtime.work;

import org.jspecify.annotations.NullMarked;
