package dev.alluvium.contracts.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of an order. The ids of the events that it causes begin with it, so that a repeat is recognised from the log,
 * also after a restart.
 *
 * @param key chosen by the caller
 * @param content digest of what is ordered, so that a key is not taken for two orders
 */
public record OrderId(String key, String content) {
    /** How the ids of all events begin that an order caused. */
    public static final String PREFIX = "order/";

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern EVENT = Pattern.compile(PREFIX + "([^/]+)/([^/]+)/([0-9]+)");

    public OrderId {
        if (!isKey(key)) {
            throw new IllegalArgumentException(
                    "'" + key + "': must have 1 to 128 letters, digits or . _ : -, such as a UUID");
        }
    }

    /** Whether a caller may choose {@code key}. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /** The order that caused an event; empty where no order did, or one without a key. */
    public static Optional<OrderId> of(RegistryEvent event) {
        Matcher id = EVENT.matcher(event.id());
        return id.matches() && isKey(id.group(1))
                ? Optional.of(new OrderId(id.group(1), id.group(2)))
                : Optional.empty();
    }

    /** How the ids of the events that this order causes begin. */
    public String eventPrefix() {
        return PREFIX + key + "/" + content;
    }
}
