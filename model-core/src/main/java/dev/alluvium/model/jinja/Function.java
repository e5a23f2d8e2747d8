package dev.alluvium.model.jinja;

import org.jspecify.annotations.Nullable;

/** What a template can call. */
@FunctionalInterface
interface Function {
    @Nullable Object call(Arguments arguments);
}
