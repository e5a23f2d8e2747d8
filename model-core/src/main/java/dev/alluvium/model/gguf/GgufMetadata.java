package dev.alluvium.model.gguf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file's metadata by key and type; what is absent or of another type is refused by its key. */
record GgufMetadata(Map<String, GgufValue> values, GgufFault fault) {
    private static final String REMEDY = "take another file of the model, or make one by convert_hf_to_gguf.py";

    boolean has(String key) {
        return values.containsKey(key);
    }

    String text(String key) {
        if (values.get(key) instanceof GgufValue.Text text) {
            return text.value();
        }
        throw other(key, "must be a text");
    }

    String text(String key, String absent) {
        return has(key) ? text(key) : absent;
    }

    /** A whole number from 0 on. */
    int integer(String key) {
        GgufValue value = values.get(key);
        if (value instanceof GgufValue.Whole whole && whole.value() >= 0 && whole.value() <= Integer.MAX_VALUE) {
            return (int) whole.value();
        }
        throw other(key, "must be a whole number from 0 to " + Integer.MAX_VALUE);
    }

    int integer(String key, int absent) {
        return has(key) ? integer(key) : absent;
    }

    Optional<Integer> integerIfAny(String key) {
        return has(key) ? Optional.of(integer(key)) : Optional.empty();
    }

    /** A whole number, or an array of one for each layer that are all the same. */
    int same(String key) {
        if (values.get(key) instanceof GgufValue.Numbers numbers && numbers.values().length > 0) {
            double first = numbers.values()[0];
            for (double each : numbers.values()) {
                if (each != first || each != Math.rint(each) || each < 0 || each > Integer.MAX_VALUE) {
                    throw fault.at(key)
                            .refused(
                                    "layers with " + (long) first + " and with " + (long) each,
                                    "must be the same for every layer",
                                    "choose a base whose layers are alike");
                }
            }
            return (int) first;
        }
        return integer(key);
    }

    double number(String key) {
        GgufValue value = values.get(key);
        double number = value instanceof GgufValue.Real real
                ? real.value()
                : value instanceof GgufValue.Whole whole ? whole.value() : Double.NaN;
        if (!Double.isFinite(number)) {
            throw other(key, "must be a finite number");
        }
        return number;
    }

    double number(String key, double absent) {
        return has(key) ? number(key) : absent;
    }

    boolean flag(String key, boolean absent) {
        if (!has(key)) {
            return absent;
        }
        if (values.get(key) instanceof GgufValue.Flag flag) {
            return flag.value();
        }
        throw other(key, "must be a boolean");
    }

    List<String> texts(String key) {
        if (values.get(key) instanceof GgufValue.Texts texts) {
            return texts.values();
        }
        throw other(key, "must be an array of texts");
    }

    double[] numbers(String key) {
        if (values.get(key) instanceof GgufValue.Numbers numbers) {
            return numbers.values();
        }
        throw other(key, "must be an array of numbers");
    }

    private RuntimeException other(String key, String rule) {
        GgufValue value = values.get(key);
        return fault.at(key).refused(value == null ? "absent" : value.kind(), rule, REMEDY);
    }
}
