package dev.alluvium.model.gguf;

import java.util.List;

/** A value of a file's metadata. */
sealed interface GgufValue {
    /** What it is, for a refusal. */
    String kind();

    /** Any of the eight integer types; an unsigned one beyond 2^63 - 1 is negative here. */
    record Whole(long value) implements GgufValue {
        @Override
        public String kind() {
            return "the whole number " + value;
        }
    }

    /** A float or a double. */
    record Real(double value) implements GgufValue {
        @Override
        public String kind() {
            return "the number " + value;
        }
    }

    record Flag(boolean value) implements GgufValue {
        @Override
        public String kind() {
            return String.valueOf(value);
        }
    }

    record Text(String value) implements GgufValue {
        @Override
        public String kind() {
            return "a text";
        }
    }

    record Texts(List<String> values) implements GgufValue {
        @Override
        public String kind() {
            return "an array of " + values.size() + " texts";
        }
    }

    /** An array of any numbers or of booleans; whole ones are exact up to 2^53. */
    record Numbers(double[] values) implements GgufValue {
        @Override
        public String kind() {
            return "an array of " + values.length + " numbers";
        }
    }
}
