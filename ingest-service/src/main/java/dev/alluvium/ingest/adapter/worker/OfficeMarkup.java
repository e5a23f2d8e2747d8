package dev.alluvium.ingest.adapter.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Goes once through the XML of a part of an office document and copies it, but for text that a reader without layout takes wrong:
 * raised and lowered runs are written as such ({@link RaisedText}), formulas as text ({@link OfficeFormula}), what was deleted or
 * hidden is left out, and a cell that spans several columns is followed by empty ones.
 */
final class OfficeMarkup {
    private static final Pattern CONCERNS = Pattern.compile(
            "vertAlign|:position |baseline=\"|rStyle |vanish|:oMath|gridSpan|gridBefore|:del |:moveFrom |delText");
    private static final Pattern VALUE = Pattern.compile("\\bval=[\"']([^\"']*)[\"']");
    private static final Pattern BASELINE = Pattern.compile("\\bbaseline=[\"'](-?\\d{1,9})%?[\"']");
    /** Half points by which a run is moved for its height, and not to stand better in its line. */
    private static final int MOVED = 5;

    private static final Pattern SHORT = Pattern.compile("[\\d+\\-\u2212\u2013nx]{1,4}");
    private static final int MOST_COLUMNS = 100;

    private final String xml;
    private final OfficeStyles styles;
    private final StringBuilder out;
    private final Deque<Integer> spans = new ArrayDeque<>();
    private int copied;
    private int cellsBefore;
    private boolean broken;
    private int hidden;
    private boolean inRun;
    private boolean isHidden;
    /** Of the run's text: 1 raised, -1 lowered; 2 and -2 where only its place in the line says so. */
    private int height;

    OfficeMarkup(String xml, OfficeStyles styles) {
        this.xml = xml;
        this.styles = styles;
        this.out = new StringBuilder(xml.length());
    }

    /** Whether there may be something to rewrite. */
    static boolean concerns(String xml) {
        return CONCERNS.matcher(xml).find();
    }

    /** Characters of hidden text that were left out. */
    int hidden() {
        return hidden;
    }

    /** The part with its text rewritten; as it is where its elements do not end. */
    String rewritten() {
        for (int at = xml.indexOf('<'); at >= 0 && !broken; at = xml.indexOf('<', at)) {
            int end = endOf(at);
            if (end < 0) {
                break;
            }
            at = xml.charAt(at + 1) == '!' || xml.charAt(at + 1) == '?' ? end : tag(at, end);
        }
        return broken ? xml : out.append(xml, copied, xml.length()).toString();
    }

    /** Behind the tag, comment or instruction that begins at {@code at}; -1 if it does not end. */
    private int endOf(int at) {
        String close = xml.startsWith("<!--", at) ? "-->" : xml.startsWith("<![CDATA[", at) ? "]]>" : ">";
        int end = xml.indexOf(close, at + 1);
        return end < 0 ? -1 : end + close.length();
    }

    /** One tag, and with it what is left out or replaced; returns where to go on. */
    private int tag(int at, int end) {
        boolean closes = xml.charAt(at + 1) == '/';
        boolean whole = xml.charAt(end - 2) == '/';
        String name = name(at);
        if (closes) {
            closed(name, at, end);
            return end;
        }
        switch (name) {
            case "del", "moveFrom", "oMathParaPr" -> {
                return whole ? end : replace(at, end, "");
            }
            case "oMath" -> {
                return whole || inRun ? end : formula(at, end);
            }
            case "oMathPara" -> leaveOut(at, end);
            case "r" -> {
                inRun = !whole;
                isHidden = false;
                height = 0;
            }
            case "tc" -> {
                emptyCells(at, cellsBefore, prefix(at));
                cellsBefore = 0;
                if (!whole) {
                    spans.push(1);
                }
            }
            case "gridSpan" -> {
                if (!spans.isEmpty()) {
                    spans.pop();
                    spans.push(Math.max(1, Math.min(MOST_COLUMNS, number(at, end))));
                }
            }
            case "gridBefore" -> cellsBefore = Math.min(MOST_COLUMNS, number(at, end));
            case "t" -> {
                return whole || !inRun ? end : text(end);
            }
            default -> property(name, at, end);
        }
        return end;
    }

    private void closed(String name, int at, int end) {
        if (name.equals("r")) {
            inRun = false;
        } else if (name.equals("tc") && !spans.isEmpty()) {
            emptyCells(end, spans.pop() - 1, prefix(at));
        } else if (name.equals("oMathPara")) {
            leaveOut(at, end);
        }
    }

    private void emptyCells(int at, int count, String prefix) {
        if (count > 0) {
            String empty = "<" + prefix + "tc><" + prefix + "p/></" + prefix + "tc>";
            out.append(xml, copied, at).append(empty.repeat(count));
            copied = at;
        }
    }

    private void leaveOut(int at, int end) {
        out.append(xml, copied, at);
        copied = end;
    }

    private void property(String name, int at, int end) {
        if (!inRun) {
            return;
        }
        switch (name) {
            case "vertAlign" -> height = heightOf(value(at, end));
            case "rStyle" ->
                height = height == 0 ? heightOf(styles.heights().getOrDefault(value(at, end), "")) : height;
            case "position" -> {
                int moved = number(at, end);
                height = height != 0 || Math.abs(moved) < MOVED ? height : moved > 0 ? 2 : -2;
            }
            case "vanish" -> isHidden = !value(at, end).matches("0|false|off");
            case "rPr" -> {
                Matcher baseline = BASELINE.matcher(xml).region(at, end);
                height = baseline.find() ? Integer.signum(Integer.parseInt(baseline.group(1))) : height;
            }
            default -> {
                // anything else says nothing of the text's height
            }
        }
    }

    private static int heightOf(String value) {
        return value.equals("superscript") ? 1 : value.equals("subscript") ? -1 : 0;
    }

    /** The text that begins at {@code begin}; returns where it ends. */
    private int text(int begin) {
        int end = xml.indexOf('<', begin);
        if (end < 0 || (height == 0 && !isHidden)) {
            return Math.max(begin, end);
        }
        String text = xml.substring(begin, end);
        boolean sure = Math.abs(height) == 1 || SHORT.matcher(text.strip()).matches();
        out.append(xml, copied, begin);
        if (isHidden) {
            hidden += text.length();
        } else {
            out.append(sure ? RaisedText.of(text, height > 0) : text);
        }
        copied = end;
        return end;
    }

    private int formula(int at, int end) {
        int close = closing(at, end);
        if (close < 0) {
            return end;
        }
        String text = OfficeFormula.text(xml.substring(at, close));
        String prefix = wordPrefix();
        String run = text.isEmpty()
                ? ""
                : "<" + prefix + "r><" + prefix + "t xml:space=\"preserve\">" + text + "</" + prefix + "t></" + prefix
                        + "r>";
        return replace(at, end, run);
    }

    /** The prefix of the document's own elements, among which a formula's text is put. */
    private String wordPrefix() {
        int root = xml.indexOf("document");
        int begin = root < 0 ? -1 : xml.lastIndexOf('<', root);
        return begin < 0 ? "w:" : xml.substring(begin + 1, root);
    }

    /** Leaves an element out and puts {@code instead} in its place; returns where to go on. */
    private int replace(int at, int end, String instead) {
        int close = closing(at, end);
        if (close < 0) {
            return end;
        }
        out.append(xml, copied, at).append(instead);
        copied = close;
        return close;
    }

    /** Behind the end of the element whose tag stands between {@code at} and {@code end}; -1, and the part is broken, if it has none. */
    private int closing(int at, int end) {
        String tag = prefix(at) + name(at);
        int depth = 1;
        int next = xml.indexOf('<', end);
        while (next >= 0) {
            int close = endOf(next);
            if (close < 0) {
                break;
            }
            if (tag.equals(prefix(next) + name(next))) {
                depth += xml.charAt(next + 1) == '/' ? -1 : xml.charAt(close - 2) == '/' ? 0 : 1;
            }
            if (depth == 0) {
                return close;
            }
            next = xml.indexOf('<', close);
        }
        broken = true;
        return -1;
    }

    private String name(int at) {
        int from = at + (xml.charAt(at + 1) == '/' ? 2 : 1);
        int end = from;
        while (end < xml.length() && " \t\r\n/>".indexOf(xml.charAt(end)) < 0) {
            end++;
        }
        String name = xml.substring(from, end);
        return name.substring(name.indexOf(':') + 1);
    }

    private String prefix(int at) {
        int from = at + (xml.charAt(at + 1) == '/' ? 2 : 1);
        int colon = from;
        while (colon < xml.length() && " \t\r\n/>:".indexOf(xml.charAt(colon)) < 0) {
            colon++;
        }
        return colon < xml.length() && xml.charAt(colon) == ':' ? xml.substring(from, colon + 1) : "";
    }

    private String value(int at, int end) {
        Matcher value = VALUE.matcher(xml).region(at, end);
        return value.find() ? value.group(1) : "";
    }

    private int number(int at, int end) {
        String value = value(at, end);
        return value.matches("-?\\d{1,6}") ? Integer.parseInt(value) : 0;
    }
}
