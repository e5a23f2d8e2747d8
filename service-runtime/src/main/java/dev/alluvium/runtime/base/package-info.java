/** Directories of bytes that lie elsewhere, brought to this machine once. */
@NullMarked
package dev.alluvium.runtime.base;

import org.jspecify.annotations.NullMarked;
