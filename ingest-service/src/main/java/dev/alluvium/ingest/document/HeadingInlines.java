package dev.alluvium.ingest.document;

import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;

/**
 * Reads what stands inside of headings alone, of which the rest of a document's structure is made. Whoever opens many comments
 * or code spans in a paragraph and closes none makes CommonMark's parser go to the paragraph's end for each.
 */
final class HeadingInlines implements InlineParser {
    private final InlineParser parser;

    HeadingInlines(InlineParserContext context) {
        parser = new InlineParserImpl(context);
    }

    @Override
    public void parse(SourceLines lines, Node block) {
        if (block instanceof Heading) {
            String text = lines.getContent();
            if (text.length() <= Headings.LONGEST) {
                parser.parse(lines, block);
            } else {
                block.appendChild(new Text(text));
            }
        }
    }
}
