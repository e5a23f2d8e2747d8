/** Personal data: what it looks like, how it is told from numbers that only look like it, and what takes its place. */
@NullMarked
package dev.alluvium.cleaning.personal;

import org.jspecify.annotations.NullMarked;
