package dev.alluvium.ingest.adapter.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The styles of a Word document that set the height of text: their ids, with {@code superscript} or {@code subscript}.
 *
 * @param heights by style id
 */
record OfficeStyles(Map<String, String> heights) {
    private static final Pattern STYLE = Pattern.compile("<(?:\\w{1,20}:)?style\\b([^<>]*)>");
    private static final Pattern ID = Pattern.compile("styleId=[\"']([^\"']*)[\"']");
    private static final Pattern HEIGHT =
            Pattern.compile("vertAlign [^<>]*val=[\"'](superscript|subscript|baseline)[\"']");
    private static final Pattern BASED_ON = Pattern.compile("basedOn [^<>]*val=[\"']([^\"']*)[\"']");
    private static final int DEEPEST = 10;

    OfficeStyles {
        heights = Map.copyOf(heights);
    }

    /** Those of {@code word/styles.xml}. */
    static OfficeStyles of(String xml) {
        Map<String, String> own = new HashMap<>();
        Map<String, String> based = new HashMap<>();
        Matcher styles = STYLE.matcher(xml);
        int from = 0;
        String id = null;
        while (styles.find()) {
            read(id, xml.substring(from, styles.start()), own, based);
            Matcher named = ID.matcher(styles.group(1));
            id = named.find() ? named.group(1) : null;
            from = styles.end();
        }
        read(id, xml.substring(from), own, based);
        Map<String, String> heights = new HashMap<>(own);
        for (String style : based.keySet()) {
            String at = style;
            for (int i = 0; i < DEEPEST && at != null && !heights.containsKey(style); i++) {
                at = based.get(at);
                if (at != null && own.containsKey(at)) {
                    heights.put(style, own.get(at));
                }
            }
        }
        return new OfficeStyles(heights);
    }

    private static void read(@Nullable String id, String style, Map<String, String> own, Map<String, String> based) {
        if (id == null) {
            return;
        }
        Matcher height = HEIGHT.matcher(style);
        if (height.find()) {
            own.put(id, height.group(1));
        }
        Matcher base = BASED_ON.matcher(style);
        if (base.find()) {
            based.put(id, base.group(1));
        }
    }
}
