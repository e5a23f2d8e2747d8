package dev.alluvium.evaluator.match;

import java.math.BigDecimal;

/** Brings numbers into one form per value. */
final class NumberForms {
    private NumberForms() {}

    /** {@code sign digits.fraction x scale} without leading or trailing zeros; {@code -0} is 0. */
    static String canonical(String sign, String digits, String fraction, long scale) {
        BigDecimal value = new BigDecimal(sign + digits + (fraction.isEmpty() ? "" : "." + fraction))
                .multiply(BigDecimal.valueOf(scale));
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
