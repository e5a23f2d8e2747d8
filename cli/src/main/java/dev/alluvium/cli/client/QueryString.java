package dev.alluvium.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Builds the query of a URL. */
public final class QueryString {
    private final StringJoiner parts = new StringJoiner("&", "?", "").setEmptyValue("");

    /** Adds a value; nothing for null. */
    public QueryString with(String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
        return this;
    }

    /** With its question mark; empty if nothing was given. */
    @Override
    public String toString() {
        return parts.toString();
    }
}
