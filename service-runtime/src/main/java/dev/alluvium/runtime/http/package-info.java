/** Routes, roles and problems over Javalin. */
@NullMarked
package dev.alluvium.runtime.http;

import org.jspecify.annotations.NullMarked;
