package dev.alluvium.settings.binder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Single values as people write them: {@code 25%}, {@code 200k}, {@code 6h}, {@code off}, {@code ${NAME}}. */
final class Scalars {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");
    private static final Pattern COUNT = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*([kMG]?)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> environment;

    Scalars(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The value of {@code text} as {@code type}; {@code off} is a duration of zero, and no value where the type has none.
     * For a number {@code auto} is no value either: whoever reads it chooses.
     */
    @Nullable Object parse(String text, Class<?> type) {
        String value = resolve(text);
        if (type == String.class) {
            return value;
        } else if (type == Boolean.class || type == boolean.class) {
            return bool(value);
        } else if (type == Duration.class) {
            return isOff(value) ? Duration.ZERO : duration(value);
        } else if (type.isEnum() && isSwitch(type)) {
            return constant(isOff(value) ? "off" : value.equals("true") ? "on" : value, type);
        } else if (isOff(value) || (value.equals("auto") && Number.class.isAssignableFrom(type))) {
            return null;
        } else if (type == Double.class || type == double.class) {
            return share(value);
        } else if (type == Integer.class || type == int.class) {
            return Math.toIntExact(count(value));
        } else if (type == Long.class || type == long.class) {
            return count(value);
        } else if (type.isEnum()) {
            return constant(value, type);
        }
        throw new IllegalArgumentException("cannot be a " + type.getSimpleName());
    }

    private String resolve(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder out = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(out, Matcher.quoteReplacement(lookUp(reference.group(1))));
        }
        return reference.appendTail(out).toString();
    }

    private String lookUp(String name) {
        if (name.startsWith("file:")) {
            try {
                return Files.readString(Path.of(name.substring(5))).strip();
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "cannot read the file " + name.substring(5) + "; mount the secret there");
            }
        }
        String found = environment.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the environment has no " + name + "; set it, or write the value here");
        }
        return found;
    }

    /** YAML 1.1 reads a bare {@code off} as false. */
    private static boolean isOff(String value) {
        return value.equals("off") || value.equals("false");
    }

    private static boolean isSwitch(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .anyMatch(constant -> ((Enum<?>) constant).name().equals("OFF"));
    }

    private static boolean bool(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw new IllegalArgumentException("must be on or off");
        };
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a duration such as 30s, 15m, 6h or 1d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static double share(String value) {
        try {
            return value.endsWith("%")
                    ? Double.parseDouble(value.substring(0, value.length() - 1)) / 100
                    : Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number or a percentage such as 75%");
        }
    }

    private static long count(String value) {
        Matcher matcher = COUNT.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a whole number such as 1000, 200k or 2M");
        }
        double factor = matcher.group(2).equals("k")
                ? 1e3
                : matcher.group(2).equals("M") ? 1e6 : matcher.group(2).equals("G") ? 1e9 : 1;
        double count = Double.parseDouble(matcher.group(1)) * factor;
        if (count != Math.rint(count)) {
            throw new IllegalArgumentException("must be a whole number such as 1000, 200k or 2M");
        }
        return (long) count;
    }

    private static Object constant(String value, Class<?> type) {
        String wanted = value.replace('-', '_').toUpperCase(Locale.ROOT);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + String.join(
                                ", ",
                                Arrays.stream(type.getEnumConstants())
                                        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                        .toList())));
    }
}
