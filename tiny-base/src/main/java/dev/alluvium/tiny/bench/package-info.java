/** The experiment behind the gate's defaults: rounds that must pass and rounds that must not, on many worlds. */
@NullMarked
package dev.alluvium.tiny.bench;

import org.jspecify.annotations.NullMarked;
