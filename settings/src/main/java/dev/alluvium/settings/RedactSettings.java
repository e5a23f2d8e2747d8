package dev.alluvium.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Personal data.
 *
 * @param also types that are not looked for by themselves: {@code person}, {@code address}
 * @param ignore types that are not looked for, such as {@code ip} or {@code plate}
 * @param allow values that the installation publishes itself; {@code *} stands for any characters
 */
@WhenOff(remedy = "name the types that are not looked for, such as { ignore: [ip, plate] }")
public record RedactSettings(
        @Nullable List<String> also,
        @Nullable List<String> ignore,
        @Nullable List<String> allow) {
    public static final RedactSettings DEFAULT = new RedactSettings(null, null, null);

    public RedactSettings {
        also = also == null ? List.of() : List.copyOf(also);
        ignore = ignore == null ? List.of() : List.copyOf(ignore);
        allow = allow == null ? List.of() : List.copyOf(allow);
        if (allow.stream().anyMatch(entry -> entry.replace("*", "").isBlank())) {
            throw new IllegalArgumentException("allow=*: would allow everything; write a part of the value too");
        }
    }
}
