/**
 * The part of Jinja2 in which chat templates are written, with the semantics of the sandbox in which transformers
 * renders them. A template reaches nothing but the values it is given: there is no reflection.
 */
@NullMarked
package dev.alluvium.model.jinja;

import org.jspecify.annotations.NullMarked;
