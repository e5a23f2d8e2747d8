package dev.alluvium.ingest.adapter.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Word documents whose raised and lowered text is written as such: Tika gives the text of a run without its height, so that 10⁶
 * would be read as 106.
 */
final class RaisedText {
    private static final String PART = "word/document.xml";
    private static final int LARGEST = 32 << 20;
    private static final String PLAIN = "0123456789+-=()ni";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    private static final Set<String> ORDINALS =
            Set.of("st", "nd", "rd", "th", "er", "re", "e", "o", "a", "º", "ª", "®", "™", "°");

    private RaisedText() {}

    /** The same document with its raised and lowered text rewritten; the very same bytes if it has none or is too large. */
    static byte[] written(byte[] docx) throws IOException {
        String body = null;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null && body == null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(PART)) {
                    byte[] bytes = zip.readNBytes(LARGEST + 1);
                    body = bytes.length > LARGEST ? "" : new String(bytes, StandardCharsets.UTF_8);
                }
            }
        }
        return body == null || !body.contains(":vertAlign ") ? docx : replaced(docx, rewritten(body));
    }

    private static byte[] replaced(byte[] docx, String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(docx.length);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(docx));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            long left = LARGEST;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                if (entry.getName().equals(PART)) {
                    out.write(body.getBytes(StandardCharsets.UTF_8));
                } else {
                    byte[] part = in.readNBytes((int) left + 1);
                    if (part.length > left) {
                        return docx;
                    }
                    left -= part.length;
                    out.write(part);
                }
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Goes from one mark of height to the next, and rewrites the texts of the run that it is in. */
    static String rewritten(String xml) {
        StringBuilder out = new StringBuilder(xml.length());
        int from = 0;
        for (int at = xml.indexOf(":vertAlign "); at >= 0; at = xml.indexOf(":vertAlign ", Math.max(from, at + 1))) {
            int tag = xml.indexOf('>', at);
            int end = xml.indexOf(":r>", at);
            if (tag < 0 || end < 0) {
                break;
            }
            String value = xml.substring(at, tag);
            if (value.contains("superscript") || value.contains("subscript")) {
                out.append(xml, from, tag + 1).append(run(xml.substring(tag + 1, end), value.contains("superscript")));
                from = end;
            }
        }
        return out.append(xml, from, xml.length()).toString();
    }

    /** The texts of a run, between {@code <w:t>} and {@code </w:t>}. */
    private static String run(String xml, boolean raised) {
        StringBuilder out = new StringBuilder(xml.length());
        int from = 0;
        for (int at = xml.indexOf(":t"); at >= 0; at = xml.indexOf(":t", at + 1)) {
            int begin = xml.indexOf('>', at) + 1;
            char after = at + 2 < xml.length() ? xml.charAt(at + 2) : 0;
            int end = begin > 0 ? xml.indexOf('<', begin) : -1;
            if ((after == '>' || after == ' ') && end >= begin && xml.charAt(begin - 2) != '/' && !isClosing(xml, at)) {
                out.append(xml, from, begin).append(script(xml.substring(begin, end), raised));
                from = end;
                at = end;
            }
        }
        return out.append(xml, from, xml.length()).toString();
    }

    private static boolean isClosing(String xml, int colon) {
        int open = xml.lastIndexOf('<', colon);
        return open >= 0 && xml.charAt(open + 1) == '/';
    }

    private static String script(String text, boolean raised) {
        String plain = text.strip();
        if (plain.isEmpty() || plain.indexOf('&') >= 0 || (raised && ORDINALS.contains(plain))) {
            return text;
        }
        String letters = raised ? RAISED : LOWERED;
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i) == '\u2212' || plain.charAt(i) == '\u2013' ? '-' : plain.charAt(i);
            int index = PLAIN.indexOf(c);
            if (index < 0 || index >= letters.length()) {
                String mark = raised ? "^" : "_";
                return mark + (plain.length() == 1 ? plain : "(" + plain + ")");
            }
            script.append(letters.charAt(index));
        }
        return script.toString();
    }
}
