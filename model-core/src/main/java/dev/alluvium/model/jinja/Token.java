package dev.alluvium.model.jinja;

/** A token inside of a tag. */
record Token(Type type, String text) {
    enum Type {
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    static final Token NONE = new Token(Type.END, "");

    boolean is(String operator) {
        return type == Type.OPERATOR && text.equals(operator);
    }

    boolean named(String name) {
        return type == Type.NAME && text.equals(name);
    }
}
