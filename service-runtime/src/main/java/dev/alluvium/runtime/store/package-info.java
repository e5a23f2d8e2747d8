/** The object store as this project needs it: immutable keys and conditional PUT. */
@NullMarked
package dev.alluvium.runtime.store;

import org.jspecify.annotations.NullMarked;
