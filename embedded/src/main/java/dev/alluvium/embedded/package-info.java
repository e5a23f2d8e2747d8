/** A real broker and a real S3 server inside this process. */
@NullMarked
package dev.alluvium.embedded;

import org.jspecify.annotations.NullMarked;
