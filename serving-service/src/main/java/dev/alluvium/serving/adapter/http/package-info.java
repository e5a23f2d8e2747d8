/** OpenAI's endpoints on the HTTP server. */
@NullMarked
package dev.alluvium.serving.adapter.http;

import org.jspecify.annotations.NullMarked;
