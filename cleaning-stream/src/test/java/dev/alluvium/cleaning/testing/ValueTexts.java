package dev.alluvium.cleaning.testing;

import java.util.List;
import java.util.Random;

/** Seeded texts full of values, Chinese and English, written in many ways and already in the one spelling, beside each other. */
public final class ValueTexts {
    private static final List<String> FRAMES = List.of(
            "It weighs %s. ",
            "重量为%s，",
            "from %s to %s ",
            "%s至%s",
            "%s~%s",
            "%s±%s",
            "%s × %s × %s",
            "%s, %s and %s.\n",
            "On %s it was %s;",
            "于%s签订，共%s。",
            "公元前%s",
            "%s BC",
            "version %s",
            "| %s | %s |\n",
            "`%s`",
            "\n```\n%s\n```\n",
            "(%s)",
            "%s%s",
            "%s ",
            "%s元");

    private static final List<String> MONTHS = List.of("Jan", "February", "Mar.", "May", "Sept", "December");
    private static final List<String> UNITS =
            List.of("g", "kg", "mg", "t", "克", "公斤", "吨", "m", "km", "cm", "mm", "米", "厘米", "mL", "L", "毫升", "立方米");

    private ValueTexts() {}

    /** A text of up to {@code frames} phrases. */
    public static String any(Random random, int frames) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(frames + 1); i > 0; i--) {
            String frame = FRAMES.get(random.nextInt(FRAMES.size()));
            while (frame.contains("%s")) {
                frame = frame.replaceFirst("%s", value(random));
            }
            text.append(frame);
        }
        return text.toString();
    }

    private static String value(Random random) {
        int year = 2020 + random.nextInt(4);
        int month = 1 + random.nextInt(3);
        int day = 1 + random.nextInt(4);
        int small = 1 + random.nextInt(20);
        String name = MONTHS.get(random.nextInt(MONTHS.size()));
        String unit = UNITS.get(random.nextInt(UNITS.size()));
        return switch (random.nextInt(18)) {
            case 0 -> year + "年" + month + "月" + day + "日";
            case 1 -> year + "/" + month + "/" + day;
            case 2 -> "%d-%02d-%02d".formatted(year, month, day);
            case 3 -> "%d.%02d.%02d".formatted(year, month, day);
            case 4 -> name + " " + day + ", " + year;
            case 5 -> day + (random.nextBoolean() ? "th of " : " ") + name + " " + year;
            case 6 -> small + "万";
            case 7 -> small + "." + day + "亿";
            case 8 -> small + ",000";
            case 9 -> small + ",000,00" + day + ".50";
            case 10 -> small + ",000" + unit;
            case 11 -> small + ",000万";
            case 12, 13 -> small + (random.nextBoolean() ? " " : "") + unit;
            case 14 -> small + "0000";
            case 15 -> small + "." + day + unit;
            case 16 -> small + "×10^" + day + " " + unit;
            default -> small + "000 " + unit;
        };
    }
}
