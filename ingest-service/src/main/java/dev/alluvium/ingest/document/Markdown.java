package dev.alluvium.ingest.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/** Markdown (CommonMark) to sections. The text stays Markdown, for code, tables and formulas are part of what it says. */
public final class Markdown {
    /** Front matter of these names fills the record's fields; all others become attributes. */
    private static final Map<String, String> FIELDS = Map.of(
            "title", "title",
            "fact", "fact",
            "model", "model",
            "source", "source",
            "language", "language",
            "lang", "language",
            "date", "occurredAt",
            "occurredAt", "occurredAt");

    /** How a document says at which level of headings it is cut. */
    private static final Pattern LEVEL = Pattern.compile("section[_ -]?level", Pattern.CASE_INSENSITIVE);

    private static final int DEEPEST_HEADING = 6;
    private static final int DEEPEST = 100;

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    Heading.class,
                    FencedCodeBlock.class,
                    IndentedCodeBlock.class,
                    HtmlBlock.class,
                    ListBlock.class,
                    BlockQuote.class))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .inlineParserFactory(HeadingInlines::new)
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();

    private static final TextContentRenderer PLAIN =
            TextContentRenderer.builder().build();

    private Markdown() {}

    /**
     * Reads a whole document.
     *
     * @throws DocumentException if its front matter is not plain YAML
     */
    public static Document read(String text) throws DocumentException {
        return read(text, DEEPEST_HEADING);
    }

    /**
     * Reads a whole document, cut at headings of the levels up to {@code level} or as its front matter says in {@code section_level}.
     *
     * @throws DocumentException if its front matter is not plain YAML, or names no level from 1 to 6
     */
    public static Document read(String text, int level) throws DocumentException {
        String unix = text.replace("\r\n", "\n").replace('\r', '\n');
        FrontMatter front = FrontMatter.of(unix);
        List<String> lines = new ArrayList<>(unix.lines().toList());
        int begin = Math.min(front.lines(), lines.size());
        if (front.values().isEmpty()) {
            front = belowTitle(lines, begin);
        }
        int deepest = level(front.values(), level);
        List<Section> sections = sections(lines.subList(begin, lines.size()), begin, deepest);
        Map<String, String> fields = new HashMap<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        front.values().forEach((name, value) -> {
            if (isLevel(name)) {
                return;
            }
            String field = FIELDS.get(name);
            (field == null ? attributes : fields).put(field == null ? name : field, value);
        });
        String title = fields.remove("title");
        return new Document(title == null ? firstHeading(sections) : title, fields, attributes, sections);
    }

    /** Link comments that stand below the first heading, where some write them; they leave the text. */
    private static FrontMatter belowTitle(List<String> lines, int begin) {
        int title = begin;
        while (title < lines.size() && lines.get(title).isBlank()) {
            title++;
        }
        boolean isTitle = title < lines.size() && lines.get(title).startsWith("#");
        FrontMatter front = LinkComments.of(isTitle ? String.join("\n", lines.subList(title + 1, lines.size())) : "");
        if (!front.values().isEmpty()) {
            Collections.fill(lines.subList(title + 1, title + 1 + front.lines()), "");
        }
        return front;
    }

    /** Whether front matter of this name fills a field, or says how the document is cut. */
    static boolean isField(String name) {
        return FIELDS.containsKey(name) || isLevel(name);
    }

    private static boolean isLevel(String name) {
        return LEVEL.matcher(name).matches();
    }

    private static int level(Map<String, String> front, int standard) throws DocumentException {
        for (Map.Entry<String, String> entry : front.entrySet()) {
            String value = Normalizer.normalize(entry.getValue().strip(), Normalizer.Form.NFKC);
            if (isLevel(entry.getKey()) && !value.matches("[1-6]")) {
                throw new DocumentException(
                        "front matter: " + entry.getKey() + "=" + entry.getValue() + ": must be a level from 1 to 6");
            }
            if (isLevel(entry.getKey())) {
                return Integer.parseInt(value);
            }
        }
        return standard;
    }

    private static List<Section> sections(List<String> lines, int skipped, int deepest) {
        List<Section> sections = new ArrayList<>();
        Headings headings = new Headings();
        int from = 0;
        for (Node node = PARSER.parse(String.join("\n", lines)).getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading && heading.getLevel() <= deepest) {
                add(sections, headings, lines, from, first(heading), skipped);
                headings.begin(heading.getLevel(), PLAIN.render(heading).strip());
                from = last(heading) + 1;
            }
        }
        add(sections, headings, lines, from, lines.size(), skipped);
        return sections;
    }

    private static void add(
            List<Section> sections, Headings headings, List<String> lines, int from, int to, int skipped) {
        String text = String.join("\n", lines.subList(from, to)).strip();
        if (!text.isEmpty()) {
            sections.add(new Section(headings.path(), text, skipped + from + 1L));
        }
    }

    private static int first(Block block) {
        return block.getSourceSpans().get(0).getLineIndex();
    }

    private static int last(Block block) {
        return block.getSourceSpans().get(block.getSourceSpans().size() - 1).getLineIndex();
    }

    private static @Nullable String firstHeading(List<Section> sections) {
        return sections.stream()
                .filter(section -> !section.headings().isEmpty())
                .map(section -> section.headings().get(0))
                .findFirst()
                .orElse(null);
    }
}
