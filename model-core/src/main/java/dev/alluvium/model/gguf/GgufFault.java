package dev.alluvium.model.gguf;

import dev.alluvium.model.ModelException;

/** Makes the refusals of one file: each says where in it something stands that cannot be used. */
record GgufFault(String path) {
    /** The same for one key or tensor. */
    GgufFault at(String name) {
        return new GgufFault(path + "#" + name);
    }

    ModelException damaged(Object value, String rule) {
        return new ModelException(path, value, rule, "copy or download the file again");
    }

    ModelException damaged(Object value, String rule, Throwable cause) {
        return new ModelException(path, value, rule, "copy or download the file again", cause);
    }

    ModelException refused(Object value, String rule, String remedy) {
        return new ModelException(path, value, rule, remedy);
    }
}
