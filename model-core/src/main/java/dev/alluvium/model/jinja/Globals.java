package dev.alluvium.model.jinja;

import java.math.BigInteger;
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
        Function joiner = arguments -> joiner(arguments);
        Function cycler = arguments -> new Cycler(arguments.positional());
        return Map.of(
                "range", range,
                "namespace", namespace,
                "dict", dict,
                "joiner", joiner,
                "cycler", cycler,
                "raise_exception", raise,
                "strftime_now", clock);
    }

    /** Gives nothing the first time, then its separator. */
    private static Function joiner(Arguments arguments) {
        String given = arguments.text(0, "sep");
        String separator = given == null ? ", " : given;
        boolean[] used = {false};
        return none -> {
            boolean first = !used[0];
            used[0] = true;
            return first ? "" : separator;
        };
    }

    private static Map<String, @Nullable Object> merged(Arguments arguments) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        if (arguments.get(0, "") instanceof Map<?, ?> first) {
            first.forEach((key, value) -> entries.put(Python.text(key), value));
        } else if (arguments.get(0, "") instanceof List<?> pairs) {
            pairs.forEach(pair -> {
                if (!(pair instanceof List<?> two) || two.size() != 2) {
                    throw new JinjaException("a dictionary is made of pairs, not of " + Python.shown(pair));
                }
                entries.put(Python.text(two.get(0)), two.get(1));
            });
        }
        entries.putAll(arguments.named());
        return entries;
    }

    private static List<Object> range(Arguments arguments, Budget budget) {
        boolean single = arguments.positional().size() == 1;
        long from = single ? 0 : number(arguments, 0, "start", 0);
        long to = number(arguments, single ? 0 : 1, "stop", 0);
        long step = number(arguments, 2, "step", 1);
        if (step == 0) {
            throw new JinjaException("the step of a range cannot be 0");
        }
        BigInteger distance = BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
        BigInteger steps = distance.divide(BigInteger.valueOf(step));
        budget.list(steps.bitLength() > 62 && steps.signum() > 0 ? Long.MAX_VALUE : Math.max(0, steps.longValue()));
        List<Object> numbers = new ArrayList<>();
        for (BigInteger left = distance; left.signum() * Long.signum(step) > 0; ) {
            numbers.add(to - left.longValue());
            left = left.subtract(BigInteger.valueOf(step));
        }
        return numbers;
    }

    private static long number(Arguments arguments, int position, String name, long absent) {
        Long given = arguments.whole(position, name);
        return given == null ? absent : given;
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
            case 'b', 'h' -> "MMM";
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
            case 'D' -> "MM/dd/yy";
            case 'R' -> "HH:mm";
            case 'T', 'X' -> "HH:mm:ss";
            case 'c' -> "EEE MMM ppd HH:mm:ss yyyy";
            case 'x' -> "MM/dd/yy";
            case 'e' -> "ppd";
            case 'f' -> "SSSSSS";
            case 'n' -> "'\n'";
            case 't' -> "'\t'";
            case '%' -> "'%'";
            default -> throw new JinjaException("strftime_now does not know %" + field);
        };
        DateTimeFormatter formatter =
                new DateTimeFormatterBuilder().appendPattern(pattern).toFormatter(Locale.ENGLISH);
        return formatter.format(time);
    }
}
