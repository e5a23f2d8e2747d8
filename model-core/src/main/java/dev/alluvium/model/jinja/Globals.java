package dev.alluvium.model.jinja;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions that every template has. */
final class Globals {
    private Globals() {}

    static Map<String, Object> of(LocalDateTime now, Budget budget) {
        Function range = arguments -> range(arguments, budget);
        Function namespace = arguments -> new Namespace(merged(arguments));
        Function dict = Globals::merged;
        Function raise = arguments -> {
            throw JinjaException.raised(arguments.required(0, "message"));
        };
        Function clock = arguments -> strftime(now, arguments.required(0, "format"));
        return Map.of(
                "range", range, "namespace", namespace, "dict", dict, "raise_exception", raise, "strftime_now", clock);
    }

    private static Map<String, @Nullable Object> merged(Arguments arguments) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (arguments.get(0, "") instanceof Map<?, ?> first) {
            first.forEach((key, value) -> entries.put(Python.text(key), value));
        }
        entries.putAll(arguments.named());
        return entries;
    }

    private static List<Object> range(Arguments arguments, Budget budget) {
        boolean single = arguments.positional().size() == 1;
        int from = single ? 0 : arguments.integer(0, "start", 0);
        int to = arguments.integer(single ? 0 : 1, "stop", 0);
        int step = arguments.integer(2, "step", 1);
        if (step == 0) {
            throw new JinjaException("the step of a range cannot be 0");
        }
        budget.list(Math.max(0, ((long) to - from) / step));
        List<Object> numbers = new ArrayList<>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            numbers.add(i);
        }
        return numbers;
    }

    private static String strftime(LocalDateTime time, String format) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                text.append(c);
                continue;
            }
            boolean bare = format.charAt(++i) == '-' && i + 1 < format.length();
            text.append(field(time, format.charAt(bare ? ++i : i), bare));
        }
        return text.toString();
    }

    private static String field(LocalDateTime time, char field, boolean bare) {
        String pattern = switch (field) {
            case 'Y' -> "yyyy";
            case 'y' -> "yy";
            case 'm' -> bare ? "M" : "MM";
            case 'd' -> bare ? "d" : "dd";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'H' -> bare ? "H" : "HH";
            case 'I' -> bare ? "h" : "hh";
            case 'M' -> bare ? "m" : "mm";
            case 'S' -> bare ? "s" : "ss";
            case 'p' -> "a";
            case 'j' -> bare ? "D" : "DDD";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            case '%' -> "'%'";
            default -> throw new JinjaException("strftime_now does not know %" + field);
        };
        DateTimeFormatter formatter =
                new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.ENGLISH);
        return formatter.format(time);
    }
}
