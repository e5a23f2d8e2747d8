/** Which version a replica answers with, and why: a pure state machine. */
@NullMarked
package dev.alluvium.serving.state;

import org.jspecify.annotations.NullMarked;
