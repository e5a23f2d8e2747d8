package dev.alluvium.ingest.adapter.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Office Open XML whose text is rewritten by {@link OfficeMarkup} before Tika reads it, which gives the text of a run without its
 * height (10⁶ would be read as 106), no formula, and what was deleted or hidden.
 *
 * @param bytes of the document; the very same as before if nothing is to be rewritten, or it is too large
 * @param hidden characters of text that its author hid and that were left out
 */
record OfficeText(byte[] bytes, int hidden) {
    private static final Pattern PARTS = Pattern.compile(
            "word/(?:document|footnotes|endnotes)\\.xml|xl/sharedStrings\\.xml|xl/worksheets/[^/]+\\.xml|ppt/slides/[^/]+\\.xml");
    private static final String STYLES = "word/styles.xml";
    private static final int LARGEST_PART = 32 << 20;
    private static final int LARGEST = 128 << 20;

    /** Reads and rewrites it; for what is no Office Open XML, the bytes as they are. */
    static OfficeText of(byte[] office) throws IOException {
        OfficeText as = new OfficeText(office, 0);
        OfficeStyles styles = OfficeStyles.of("");
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(office))) {
            long left = LARGEST_PART;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                boolean isStyles = entry.getName().equals(STYLES);
                if (isStyles || PARTS.matcher(entry.getName()).matches()) {
                    byte[] bytes = zip.readNBytes((int) left + 1);
                    left -= bytes.length;
                    if (left < 0) {
                        return as;
                    }
                    String xml = new String(bytes, StandardCharsets.UTF_8);
                    if (isStyles) {
                        styles = OfficeStyles.of(xml);
                    } else if (OfficeMarkup.concerns(xml)) {
                        parts.put(entry.getName(), xml);
                    }
                }
            }
        }
        int hidden = 0;
        Map<String, String> rewritten = new LinkedHashMap<>();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            OfficeMarkup markup = new OfficeMarkup(part.getValue(), styles);
            String text = markup.rewritten();
            hidden += markup.hidden();
            if (!text.equals(part.getValue())) {
                rewritten.put(part.getKey(), text);
            }
        }
        return rewritten.isEmpty() ? as : replaced(office, rewritten, hidden);
    }

    private static OfficeText replaced(byte[] office, Map<String, String> parts, int hidden) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(office.length);
        byte[] block = new byte[1 << 16];
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(office));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            long left = LARGEST;
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                String text = parts.get(entry.getName());
                if (text != null) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                } else {
                    for (int read = in.read(block); read >= 0; read = in.read(block)) {
                        left -= read;
                        if (left < 0) {
                            return new OfficeText(office, 0);
                        }
                        out.write(block, 0, read);
                    }
                }
                out.closeEntry();
            }
        }
        return new OfficeText(bytes.toByteArray(), hidden);
    }
}
