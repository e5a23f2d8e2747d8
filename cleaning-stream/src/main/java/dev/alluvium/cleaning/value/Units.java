package dev.alluvium.cleaning.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures in the unit that the installation has chosen for their dimension, computed in decimal. */
final class Units {
    private static final MathContext PRECISION = MathContext.DECIMAL64;

    private record Unit(String dimension, BigDecimal factor) {}

    private static final Map<String, Unit> KNOWN = new LinkedHashMap<>();

    static {
        define("mass", "1", "g", "克");
        define("mass", "1000", "kg", "千克", "公斤");
        define("mass", "0.001", "mg", "毫克");
        define("mass", "1000000", "t", "吨");
        define("length", "1", "m", "米");
        define("length", "1000", "km", "千米", "公里");
        define("length", "0.01", "cm", "厘米");
        define("length", "0.001", "mm", "毫米");
        define("volume", "1", "L", "l", "升");
        define("volume", "0.001", "mL", "ml", "毫升");
        define("volume", "1000", "m³", "立方米");
    }

    /** A number and a unit; a longer unit wins over the one that it begins with. */
    static final Pattern MEASURE = Pattern.compile("(?<![A-Za-z0-9_.,-])([0-9]{1,12}(?:\\.[0-9]{1,12})?) ?("
            + KNOWN.keySet().stream()
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")(?![A-Za-z0-9_²³/^·*⋅])(?!拉|服|隆|罗|林|勒|饭|粉|其|级|高|值|降|职|温|(?<=升)至|(?<=升)到|学|起|压|任|网|信号|基站|时代|手机|通信|套餐)");

    private final Map<String, String> canonical;

    /** @param canonical unit by dimension; a dimension that is not named is left alone */
    Units(Map<String, String> canonical) {
        canonical.forEach((dimension, unit) -> {
            Unit known = KNOWN.get(unit);
            if (known == null || !known.dimension().equals(dimension)) {
                throw new IllegalArgumentException("units." + dimension + "=" + unit + ": must be one of " + choices());
            }
        });
        this.canonical = Map.copyOf(canonical);
    }

    boolean isEmpty() {
        return canonical.isEmpty();
    }

    @Nullable String convert(MatchResult found) {
        Unit from = KNOWN.get(found.group(2));
        String wanted = from == null ? null : canonical.get(from.dimension());
        Unit to = wanted == null ? null : KNOWN.get(wanted);
        if (from == null || to == null || found.group(2).equals(wanted)) {
            return null;
        }
        BigDecimal value =
                new BigDecimal(found.group(1)).multiply(from.factor()).divide(to.factor(), PRECISION);
        return PlainNumbers.plain(value) + " " + wanted;
    }

    private static String choices() {
        Map<String, String> byDimension = new TreeMap<>();
        KNOWN.forEach((name, unit) -> byDimension.merge(unit.dimension(), name, (a, b) -> a + ", " + b));
        return byDimension.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private static void define(String dimension, String factor, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Unit(dimension, new BigDecimal(factor)));
        }
    }
}
