package dev.alluvium.model.jinja;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The filters that make numbers. */
final class NumberFilters {
    private NumberFilters() {}

    /** {@code int(default, base)}. */
    static @Nullable Object integer(@Nullable Object value, Arguments arguments) {
        Object absent = arguments.has(0, "default") ? arguments.get(0, "default") : 0L;
        if (value instanceof Long || value instanceof Boolean) {
            return Arithmetic.whole(value);
        } else if (value instanceof String text) {
            Long whole = parsed(text, arguments.integer(1, "base", 10));
            Double decimal = whole == null ? decimal(text) : null;
            return whole != null ? whole : decimal == null ? absent : cut(decimal, absent);
        }
        return value instanceof Double number ? cut(number, absent) : absent;
    }

    private static @Nullable Object cut(double number, @Nullable Object absent) {
        if (!Double.isFinite(number)) {
            return absent;
        } else if (Math.abs(number) >= 0x1p63) {
            throw new JinjaException(Python.decimal(number) + " is too large for int");
        }
        return (long) number;
    }

    private static @Nullable Long parsed(String text, int base) {
        String digits = Python.strip(text, null).toLowerCase(Locale.ROOT);
        String sign = digits.startsWith("-") || digits.startsWith("+") ? digits.substring(0, 1) : "";
        digits = digits.substring(sign.length());
        int marked = digits.startsWith("0x") ? 16 : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
        if (marked != 10 && (base == marked || base == 0)) {
            digits = digits.substring(2);
        }
        int radix = base == 0 ? marked : base;
        if (radix < Character.MIN_RADIX || radix > Character.MAX_RADIX) {
            throw new JinjaException("the base of int must be from 2 to 36, not " + base);
        }
        boolean grouped = !digits.startsWith("_") && !digits.endsWith("_") && !digits.contains("__");
        String plain = grouped ? digits.replace("_", "") : "";
        if (plain.isEmpty() || !plain.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            return null;
        }
        try {
            return Long.parseLong(sign + plain, radix);
        } catch (NumberFormatException e) {
            throw new JinjaException("a number of " + plain.length() + " digits is too large for int");
        }
    }

    /** {@code float(default)}. */
    static @Nullable Object decimal(@Nullable Object value, Arguments arguments) {
        if (Python.numeric(value)) {
            return Python.number(value);
        }
        Double parsed = value instanceof String text ? decimal(text) : null;
        return parsed != null ? parsed : arguments.has(0, "default") ? arguments.get(0, "default") : 0.0;
    }

    private static @Nullable Double decimal(String text) {
        String number = Python.strip(text, null).toLowerCase(Locale.ROOT);
        String sign = number.startsWith("-") || number.startsWith("+") ? number.substring(0, 1) : "";
        String plain = number.substring(sign.length());
        switch (plain) {
            case "inf", "infinity" -> {
                return sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            case "nan" -> {
                return Double.NaN;
            }
            default -> {
                boolean known = plain.chars().allMatch(c -> (c >= '0' && c <= '9') || "._e+-".indexOf(c) >= 0);
                boolean grouped = !plain.startsWith("_") && !plain.endsWith("_") && !plain.contains("__");
                return known && grouped ? java(sign + plain.replace("_", "")) : null;
            }
        }
    }

    private static @Nullable Double java(String number) {
        try {
            return Double.valueOf(number);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code round(precision, method)}; a half goes to the even neighbour, as in Python. */
    static Object rounded(@Nullable Object value, Arguments arguments) {
        int places = arguments.integer(0, "precision", 0);
        String given = arguments.text(1, "method");
        String method = given == null ? "common" : given;
        if (!Python.numeric(value) || Math.abs(places) > 300) {
            throw new JinjaException("cannot round " + Python.shown(value) + " to " + places + " places");
        }
        double number = Python.number(value);
        if (method.equals("ceil") || method.equals("floor")) {
            double scaled = number * Math.pow(10, places);
            return (method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled)) / Math.pow(10, places);
        } else if (!method.equals("common")) {
            throw new JinjaException("the method of round must be common, ceil or floor, not " + method);
        } else if (!Double.isFinite(number)) {
            return number;
        } else if (value instanceof Double) {
            double rounded = new BigDecimal(number)
                    .setScale(places, RoundingMode.HALF_EVEN)
                    .doubleValue();
            return rounded == 0 ? Math.copySign(rounded, number) : rounded;
        }
        BigDecimal whole = BigDecimal.valueOf(Arithmetic.whole(value));
        return whole.setScale(Math.min(0, places), RoundingMode.HALF_EVEN).longValue();
    }

    static Object absolute(@Nullable Object value) {
        if (value instanceof Double number) {
            return Math.abs(number);
        } else if (!Python.numeric(value)) {
            Operators.defined(value);
            throw new JinjaException(Python.shown(value) + " has no absolute value");
        }
        return Arithmetic.signed(value, Arithmetic.whole(value) < 0);
    }
}
