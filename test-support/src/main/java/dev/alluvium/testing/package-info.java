/** What the tests of several modules share. */
@NullMarked
package dev.alluvium.testing;

import org.jspecify.annotations.NullMarked;
