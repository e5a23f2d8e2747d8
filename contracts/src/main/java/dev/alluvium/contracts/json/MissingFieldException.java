package dev.alluvium.contracts.json;

import java.io.IOException;

/** JSON lacks a field that its type requires. */
public final class MissingFieldException extends IOException {
    private static final long serialVersionUID = 1;

    private final String field;

    MissingFieldException(Class<?> type, String field) {
        super("a " + type.getSimpleName() + " without its field " + field);
        this.field = field;
    }

    /** The path to what is missing, such as {@code adapter.uri}. */
    public String field() {
        return field;
    }
}
