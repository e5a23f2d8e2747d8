package dev.alluvium.cleaning.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates whose order of day and month is certain, as ISO 8601: 2024年2月3日, 2024/2/3, Feb 3, 2024, 3 February 2024.
 * Impossible dates, and 02/03/2024, which is a day in February here and a day in March there, are left alone.
 */
final class Dates {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final String MONTH = "(?<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
            + "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
    private static final String DAY = "(?<day>[0-9]{1,2})(?:st|nd|rd|th)?";
    private static final String YEAR = "(?<year>[12][0-9]{3})";
    private static final String BEFORE = "(?<![A-Za-z0-9_/.-])";
    private static final String AFTER = "(?![A-Za-z0-9_])(?![./-][0-9])";

    /** Year first; dots only with two digits each, for 2024.1.9 is a version as often as a day. */
    static final Pattern NUMERIC =
            Pattern.compile(BEFORE + YEAR + "(?: ?年 ?(?<m1>[0-9]{1,2}) ?月 ?(?<d1>[0-9]{1,2}) ?[日号](?![0-9])"
                    + "|(?:/(?<m2>[0-9]{1,2})/(?<d2>[0-9]{1,2})|-(?<m3>[0-9]{1,2})-(?<d3>[0-9]{1,2})"
                    + "|\\.(?<m4>[0-9]{2})\\.(?<d4>[0-9]{2}))" + AFTER + ")");

    static final Pattern MONTH_FIRST = Pattern.compile(BEFORE + MONTH + " " + DAY + ",? " + YEAR + AFTER);

    static final Pattern DAY_FIRST = Pattern.compile(BEFORE + DAY + " (?:of )?" + MONTH + ",? " + YEAR + AFTER);

    private Dates() {}

    static @Nullable String numeric(MatchResult found) {
        for (int group = 2; group < found.groupCount(); group += 2) {
            if (found.group(group) != null) {
                return iso(
                        Integer.parseInt(found.group(1)),
                        Integer.parseInt(found.group(group)),
                        Integer.parseInt(found.group(group + 1)));
            }
        }
        return null;
    }

    static @Nullable String monthFirst(MatchResult found) {
        return iso(Integer.parseInt(found.group(3)), month(found.group(1)), Integer.parseInt(found.group(2)));
    }

    static @Nullable String dayFirst(MatchResult found) {
        return iso(Integer.parseInt(found.group(3)), month(found.group(2)), Integer.parseInt(found.group(1)));
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
    }

    private static @Nullable String iso(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day).toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
