package dev.alluvium.settings;

import dev.alluvium.settings.binder.RecordBinder;
import java.util.List;

/**
 * Personal data.
 *
 * @param also types that are not looked for by themselves: {@code person}, {@code address}
 * @param ignore types that are not looked for, such as {@code ip} or {@code plate}
 * @param allow values that the installation publishes itself; {@code *} stands for any characters
 */
@WhenOff(remedy = "name the types that are not looked for, such as { ignore: [ip, plate] }")
public record RedactSettings(List<String> also, List<String> ignore, List<String> allow) {
    public static final RedactSettings DEFAULT = RecordBinder.defaults(RedactSettings.class);

    public RedactSettings {
        also = List.copyOf(also);
        ignore = List.copyOf(ignore);
        allow = List.copyOf(allow);
        if (allow.stream().anyMatch(entry -> entry.replace("*", "").isBlank())) {
            throw new IllegalArgumentException("allow=*: would allow everything; write a part of the value too");
        }
    }
}
