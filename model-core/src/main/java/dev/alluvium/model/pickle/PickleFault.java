package dev.alluvium.model.pickle;

import dev.alluvium.model.ModelException;

/** Makes the refusals of one pickle: each says where it stopped. */
record PickleFault(String path) {
    ModelException refused(Object value, String rule) {
        return new ModelException(path, value, rule, "get the weights as safetensors, from a source that you trust");
    }

    ModelException damaged(Object value, String rule) {
        return new ModelException(path, value, rule, "copy or download the file again");
    }
}
