package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.List;

/**
 * Postal addresses in Chinese: from province or city down to a number of a street (路, 街, 巷, 弄, 村 …) or a room (栋, 单元, 室). A place
 * without such a number is none.
 */
final class ChineseAddresses {
    private static final int MOST_BEFORE = 40;
    private static final int MOST_BEHIND = 40;
    private static final String STREETS = "路街道巷弄村里同段组镇乡庄条园苑城区";
    /** What has a number within an address. */
    private static final String UNITS = "号栋幢座楼室层房户弄";

    private static final String LEVELS = "省市区县州盟旗镇乡村路街巷弄园苑城厦道";
    /** Words of one character that no name of a place ends with before an address begins. */
    private static final String LEADS = "在住于址是为到至往从寄送去来给与和及的我他她您你搬迁回了，";

    /** Names of places with one of those characters. */
    private static final String[] NAMES = {
        "于洪", "从化", "来宾", "来安", "于都", "和平", "和田", "和县", "寄畅", "至德", "来凤", "从江", "平和", "永和", "政和", "泰和", "祥和", "颐和",
        "人和", "太和", "和睦", "和谐", "呼和", "到滘", "给水", "回龙", "回民", "为民", "送仙", "义和", "三和", "仁和", "雍和", "中和", "清和"
    };

    private ChineseAddresses() {}

    /** The addresses in {@code text}, in order. */
    static List<PersonalSpan> scan(CharSequence text) {
        List<PersonalSpan> found = new ArrayList<>();
        int done = 0;
        for (int at = 1; at < text.length(); at++) {
            if (at < done
                    || !isDigit(text.charAt(at))
                    || isDigit(text.charAt(at - 1))
                    || STREETS.indexOf(text.charAt(at - 1)) < 0) {
                continue;
            }
            int number = numberEnd(text, at);
            boolean numbered = number < text.length()
                    && (UNITS.indexOf(text.charAt(number)) >= 0
                            || text.charAt(number) == '#'
                            || Ascii.startsWith(text, "单元", number));
            int start = numbered ? start(text, at, done) : at;
            if (start < at && isDeep(text, start, at)) {
                int end = end(text, number);
                found.add(new PersonalSpan(PersonalType.ADDRESS, start, end));
                done = end;
            }
        }
        return found;
    }

    /** Digits, Chinese ones too, with hyphens and letters such as {@code 12-3} or {@code 5A} within. */
    private static int numberEnd(CharSequence text, int from) {
        int at = from;
        while (at < text.length()
                && at - from < 10
                && (isDigit(text.charAt(at))
                        || Ascii.isLetter(text.charAt(at))
                        || (text.charAt(at) == '-' && at + 1 < text.length() && isDigit(text.charAt(at + 1))))) {
            at++;
        }
        return at;
    }

    /** A street and something before it, such as a city's name: 第二章第3节 and 三条路5号线 are none. */
    private static boolean isDeep(CharSequence text, int start, int number) {
        int levels = 0;
        for (int i = start + 1; i < number; i++) {
            levels += LEVELS.indexOf(text.charAt(i)) >= 0 ? 1 : 0;
        }
        boolean line = number + 1 < text.length() && Ascii.startsWith(text, "号线", numberEnd(text, number));
        return number - start >= 3 && levels > 0 && !line;
    }

    private static int start(CharSequence text, int number, int floor) {
        int at = number;
        while (at > floor && number - at < MOST_BEFORE && isPart(text.charAt(at - 1)) && !isLead(text, at - 1)) {
            at--;
        }
        // a number is no beginning
        while (at < number && !isHan(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isLead(CharSequence text, int at) {
        if (LEADS.indexOf(text.charAt(at)) < 0) {
            return false;
        }
        for (String name : NAMES) {
            if (Ascii.startsWith(text, name, at) || Ascii.startsWith(text, name, at - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Behind the number: further parts that have numbers, with names between them. */
    private static int end(CharSequence text, int number) {
        int end = number + unit(text, number);
        int at = end;
        while (at < text.length() && at - number < MOST_BEHIND && (isPart(text.charAt(at)) || text.charAt(at) == ' ')) {
            boolean last = UNITS.indexOf(text.charAt(at)) >= 0 && isDigit(text.charAt(at - 1));
            boolean house = "区园苑城厦座".indexOf(text.charAt(at)) >= 0 && at > end + 1 && at - end < 12;
            if (isDigit(text.charAt(at)) && !isDigit(text.charAt(at - 1))) {
                int behind = numberEnd(text, at);
                int unit = unit(text, behind);
                boolean room = behind - at >= 3 && behind - at <= 5 && at == end;
                if (unit == 0 && !room) {
                    break;
                }
                at = behind + unit;
                end = at;
                continue;
            }
            at++;
            end = last || house ? at : end;
        }
        return end;
    }

    private static int unit(CharSequence text, int at) {
        if (Ascii.startsWith(text, "单元", at) || Ascii.startsWith(text, "号楼", at) || Ascii.startsWith(text, "号院", at)) {
            return 2;
        }
        return at < text.length() && (UNITS.indexOf(text.charAt(at)) >= 0 || text.charAt(at) == '#') ? 1 : 0;
    }

    private static boolean isPart(char c) {
        return isHan(c) || Ascii.isAlphanumeric(c) || c == '-' || c == '#';
    }

    private static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    private static boolean isDigit(char c) {
        return Ascii.isDigit(c) || "一二三四五六七八九十〇".indexOf(c) >= 0;
    }
}
