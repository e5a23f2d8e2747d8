/** The fold of the registry's events. */
@NullMarked
package dev.alluvium.knowledge.registry;

import org.jspecify.annotations.NullMarked;
