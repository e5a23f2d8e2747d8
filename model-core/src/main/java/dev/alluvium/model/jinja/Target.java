package dev.alluvium.model.jinja;

import java.util.List;

/** What a value is assigned to. */
sealed interface Target {
    record Name(String name) implements Target {}

    /** An attribute of a namespace. */
    record Member(String object, String name) implements Target {}

    /** A value is taken apart into several, which may be taken apart again. */
    record Several(List<Target> targets) implements Target {}
}
