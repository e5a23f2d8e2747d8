package dev.alluvium.model.jinja;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Numbers as Python computes them: whole ones exactly, or not at all beyond 64 bits. */
final class Arithmetic {
    private Arithmetic() {}

    static Object binary(String operator, @Nullable Object left, @Nullable Object right) {
        if (Python.number(right) == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new JinjaException("division by zero");
        }
        if (left instanceof Double || right instanceof Double || operator.equals("/")) {
            return decimals(operator, Python.number(left), Python.number(right));
        }
        try {
            return integers(operator, whole(left), whole(right));
        } catch (ArithmeticException e) {
            throw new JinjaException("the result of " + operator + " is too large");
        }
    }

    /** {@code -value} or {@code +value}. */
    static Object signed(@Nullable Object given, boolean negative) {
        Object value = Operators.defined(given);
        if (value instanceof Double number) {
            return negative ? -number : number;
        } else if (!Python.numeric(value)) {
            throw new JinjaException("cannot compute " + (negative ? "-" : "+") + Python.shown(value));
        } else if (negative && whole(value) == Long.MIN_VALUE) {
            throw new JinjaException("the result of - is too large");
        }
        return negative ? -whole(value) : whole(value);
    }

    /** A whole number or truth value as a number. */
    static long whole(@Nullable Object value) {
        return value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) Objects.requireNonNull(value)).longValue();
    }

    static int compare(@Nullable Object left, @Nullable Object right) {
        if (!(left instanceof Double) && !(right instanceof Double)) {
            return Long.compare(whole(left), whole(right));
        }
        double a = Python.number(left);
        double b = Python.number(right);
        if (Double.isFinite(a) && Double.isFinite(b)) {
            return exact(left, a).compareTo(exact(right, b));
        }
        return Double.compare(a, b);
    }

    private static BigDecimal exact(@Nullable Object value, double decimal) {
        return value instanceof Double ? new BigDecimal(decimal) : BigDecimal.valueOf(whole(value));
    }

    static boolean isNan(@Nullable Object value) {
        return value instanceof Double number && number.isNaN();
    }

    private static Object decimals(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> power(a, b);
        };
    }

    private static Object integers(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> quotient(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> b < 0 ? power(a, b) : power(a, b, Math.abs(a) <= 1 ? Math.min(b, 2 + b % 2) : b);
        };
    }

    private static long quotient(long a, long b) {
        if (a == Long.MIN_VALUE && b == -1) {
            throw new ArithmeticException();
        }
        return Math.floorDiv(a, b);
    }

    /** A whole power: after 64 factors other than 0, 1 and -1 it has overflowed. */
    private static Object power(long a, long b, long factors) {
        long power = b == 0 ? 1 : a;
        for (long i = 1; i < factors; i++) {
            power = Math.multiplyExact(power, a);
        }
        return power;
    }

    private static Object power(double a, double b) {
        double power = Math.pow(a, b);
        if (a == 0 && b < 0) {
            throw new JinjaException("0 cannot be raised to a negative power");
        } else if (Double.isInfinite(power) && Double.isFinite(a) && Double.isFinite(b)) {
            throw new JinjaException("the result of ** is too large");
        } else if (Double.isNaN(power) && !Double.isNaN(a) && !Double.isNaN(b)) {
            throw new JinjaException("the result of ** is no real number");
        }
        return power;
    }
}
