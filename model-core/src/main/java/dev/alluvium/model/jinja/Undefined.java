package dev.alluvium.model.jinja;

/** The value of a name that nothing was given for: false, empty, and an error where it is used further. */
record Undefined(String name) {
    JinjaException error() {
        return new JinjaException("'" + name + "' is undefined");
    }
}
