package dev.alluvium.ingest.adapter.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.parser.Parser;

/** The sheets of a workbook that its author hid: lists for choices, drafts, values of others. */
final class HiddenSheets {
    private static final int LARGEST = 1 << 20;
    private static final Pattern SHEET = Pattern.compile("<(?:\\w{1,20}:)?sheet\\s([^<>]*)>");
    private static final Pattern NAME = Pattern.compile("\\bname=(?:\"([^\"]*)\"|'([^']*)')");

    private HiddenSheets() {}

    /** Their names, as headings are written; none for what is no workbook. */
    static Set<String> of(byte[] xlsx) throws IOException {
        Set<String> hidden = new LinkedHashSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("xl/workbook.xml")) {
                    Matcher sheets = SHEET.matcher(new String(zip.readNBytes(LARGEST), StandardCharsets.UTF_8));
                    while (sheets.find()) {
                        Matcher name = NAME.matcher(sheets.group(1));
                        if (sheets.group(1).matches("(?s).*\\bstate=[\"'](?:veryH|h)idden[\"'].*") && name.find()) {
                            String plain = name.group(1) == null ? name.group(2) : name.group(1);
                            hidden.add(Parser.unescapeEntities(plain, true)
                                    .replaceAll("\\s+", " ")
                                    .strip());
                        }
                    }
                    return hidden;
                }
            }
        }
        return hidden;
    }
}
