package dev.alluvium.cleaning.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Takes lines out of a page that are no part of its text: advertisement, menus, cookie and rights notices, and
 * paragraphs that stood before. Code between fences, tables and formulas stay as they are.
 */
public final class BoilerplateText {
    private static final int LONGEST = 120;
    private static final int REPEATED_FROM = 20;
    private static final int LONGEST_ITEM = 16;
    private static final int LEAST_ITEMS = 3;
    private static final List<String> PHRASES = List.of(
            "点击这里",
            "立即购买",
            "限时优惠",
            "扫码关注",
            "扫描二维码",
            "关注公众号",
            "加微信",
            "版权所有",
            "转载请注明",
            "未经授权",
            "icp备",
            "icp证",
            "公网安备",
            "免费领取",
            "返回顶部",
            "上一篇",
            "下一篇",
            "click here",
            "buy now",
            "limited offer",
            "limited time offer",
            "all rights reserved",
            "subscribe to our",
            "sign up for our newsletter",
            "follow us on",
            "privacy policy",
            "terms of use",
            "terms of service",
            "cookie policy",
            "uses cookies",
            "use cookies",
            "accept cookies",
            "sign up now",
            "advertisement",
            "share on facebook",
            "share on twitter",
            "enable javascript",
            "javascript is disabled",
            "skip to content",
            "back to top",
            "powered by wordpress",
            "leave a comment");

    private BoilerplateText() {}

    /** The text without such lines; the very same string if there are none. */
    public static String strip(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        Set<String> seen = new HashSet<>();
        boolean code = false;
        boolean changed = false;
        for (String line : text.split("\n", -1)) {
            String plain = line.strip();
            boolean fence = plain.startsWith("```") || plain.startsWith("~~~");
            code ^= fence;
            boolean exempt = code || fence || isMarkup(plain);
            if (!exempt && (isPhrase(plain) || isMenu(plain) || isRepeated(plain, seen))) {
                changed = true;
            } else {
                kept.append(line).append('\n');
            }
        }
        return changed ? UnicodeText.normalise(kept.toString()) : text;
    }

    /** Tables and formulas of Markdown repeat themselves for a reason. */
    private static boolean isMarkup(String line) {
        return line.startsWith("|") || line.startsWith("$") || line.startsWith("\\");
    }

    private static boolean isPhrase(String line) {
        if (line.length() > LONGEST || line.length() < 4) {
            return false;
        }
        String lower = line.toLowerCase(Locale.ROOT);
        return PHRASES.stream().anyMatch(lower::contains);
    }

    /** {@code Home | Products | Contact} and {@code 首页 > 产品 > 手机}. */
    private static boolean isMenu(String line) {
        if (line.length() > LONGEST) {
            return false;
        }
        int items = 1;
        int length = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if ("|>»›｜".indexOf(c) >= 0) {
                items++;
                length = 0;
            } else if (++length > LONGEST_ITEM || "=();{}。，.<\"".indexOf(c) >= 0) {
                return false;
            }
        }
        return items >= LEAST_ITEMS;
    }

    private static boolean isRepeated(String line, Set<String> seen) {
        return line.length() >= REPEATED_FROM && !seen.add(line);
    }
}
