package dev.alluvium.contracts.record;

/** The key of everything that decides on a fact, written {@code model/fact}. */
public record FactKey(String model, String fact) {
    @Override
    public String toString() {
        return model + "/" + fact;
    }

    /** Parses {@code model/fact}; a model's name has no slash. */
    public static FactKey parse(String key) {
        int slash = key.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("key=" + key + ": must be model/fact");
        }
        return new FactKey(key.substring(0, slash), key.substring(slash + 1));
    }
}
