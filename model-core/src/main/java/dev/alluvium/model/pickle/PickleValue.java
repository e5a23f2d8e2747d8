package dev.alluvium.model.pickle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the allowed part of a pickle can hold. Values may refer to each other in any way, themselves included, so none
 * is ever printed, compared or walked through as a whole.
 */
sealed interface PickleValue {
    /** A word for messages. */
    String kind();

    record Text(String value) implements PickleValue {
        @Override
        public String kind() {
            return "text";
        }
    }

    /** None, a truth value or a float: read, but of no use to a tensor. */
    record Other(String kind) implements PickleValue {}

    record Whole(long value) implements PickleValue {
        @Override
        public String kind() {
            return "int";
        }
    }

    /** A tuple or a list. */
    record Sequence(List<PickleValue> items) implements PickleValue {
        @Override
        public String kind() {
            return "sequence";
        }

        @Nullable PickleValue item(int index) {
            return index < items.size() ? items.get(index) : null;
        }
    }

    /** A dictionary whose keys are text. */
    record Dict(Map<String, PickleValue> entries) implements PickleValue {
        Dict() {
            this(new LinkedHashMap<>());
        }

        @Override
        public String kind() {
            return "dict";
        }
    }

    /** One of the functions and classes that are carried out here, in Java. */
    record Callable(AllowedGlobals function) implements PickleValue {
        @Override
        public String kind() {
            return "function";
        }
    }

    /** A storage's class, as an argument. */
    record StorageClass(StorageType type) implements PickleValue {
        @Override
        public String kind() {
            return "class";
        }
    }

    /** Bytes in the zip, under {@code data/KEY}. */
    record Storage(StorageType type, String key, long elements) implements PickleValue {
        @Override
        public String kind() {
            return "storage";
        }
    }

    /** A view of a storage; offset and strides count elements. */
    record Tensor(Storage storage, long offset, long[] shape, long[] strides) implements PickleValue {
        @Override
        public String kind() {
            return "tensor";
        }
    }
}
