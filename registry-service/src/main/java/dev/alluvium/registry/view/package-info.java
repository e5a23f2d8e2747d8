/** What the registry answers about its models. */
@NullMarked
package dev.alluvium.registry.view;

import org.jspecify.annotations.NullMarked;
