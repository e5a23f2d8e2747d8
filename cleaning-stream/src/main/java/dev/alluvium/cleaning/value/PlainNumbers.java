package dev.alluvium.cleaning.value;

import java.math.BigDecimal;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Numbers in plain digits: 3.5万 and 1,200,000 as 35000 and 1200000. */
final class PlainNumbers {
    private static final String BEFORE = "(?<![A-Za-z0-9_.,])";

    /** A number and its myriads; 3万5千 and words that begin with 万 are left alone. */
    static final Pattern MYRIADS =
            Pattern.compile(BEFORE + "([0-9]{1,9}(?:\\.[0-9]{1,8})?) ?(万亿|亿|万)(?![0-9一二三四五六七八九十百千万亿多余几来能事物维圣科达])");

    static final Pattern SEPARATED = Pattern.compile(
            "(?<![A-Za-z0-9_.,，])([0-9]{1,3}(?:,[0-9]{3}){1,5})((?:\\.[0-9]+)?)(?![0-9A-Za-z_])(?![,.][0-9])");

    private PlainNumbers() {}

    static String myriads(MatchResult found) {
        int zeros = found.group(2).equals("万") ? 4 : found.group(2).equals("亿") ? 8 : 12;
        return plain(new BigDecimal(found.group(1)).scaleByPowerOfTen(zeros));
    }

    static String separated(MatchResult found) {
        return found.group(1).replace(",", "") + found.group(2);
    }

    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.signum() == 0 ? "0" : stripped.toPlainString();
    }
}
