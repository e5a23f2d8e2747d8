package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a source into pieces. White space goes as transformers asks of Jinja: {@code trim_blocks} takes the line break
 * after a block or comment, {@code lstrip_blocks} the blanks before one at the start of a line, {@code -} all white
 * space on its side, {@code +} keeps it, and one line break at the end of the source does not count.
 */
final class TemplateScanner {
    private final String source;
    private final List<TemplatePiece> pieces = new ArrayList<>();
    private int at;
    private boolean lineStart = true;

    private TemplateScanner(String source) {
        this.source = source;
    }

    static List<TemplatePiece> scan(String template) {
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        TemplateScanner scanner =
                new TemplateScanner(source.endsWith("\n") ? source.substring(0, source.length() - 1) : source);
        while (scanner.at < scanner.source.length()) {
            scanner.next();
        }
        return scanner.pieces;
    }

    private void next() {
        int tag = tagFrom(at);
        if (tag < 0) {
            text(source.substring(at));
            at = source.length();
            return;
        }
        char kind = source.charAt(tag + 1);
        text(before(source.substring(at, tag), kind, tag + 2));
        at = tag + 2;
        switch (kind) {
            case '#' -> comment();
            case '{' -> output();
            default -> block();
        }
    }

    private int tagFrom(int from) {
        for (int i = source.indexOf('{', from); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            if ("{%#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private String before(String text, char kind, int sign) {
        char control = sign < source.length() ? source.charAt(sign) : ' ';
        if (control == '-') {
            return Python.stripRight(text, null);
        }
        if (kind == '{' || control == '+') {
            return text;
        }
        int line = text.lastIndexOf('\n') + 1;
        boolean alone = (line > 0 || lineStart)
                && Python.strip(text.substring(line), null).isEmpty();
        return alone ? text.substring(0, line) : text;
    }

    private void text(String text) {
        if (!text.isEmpty()) {
            pieces.add(new TemplatePiece.Text(text));
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at);
        if (end < 0) {
            throw JinjaException.at(line(at), "a comment is not closed");
        }
        after(end, true);
    }

    private void output() {
        int line = line(at);
        TagLexer tokens = new TagLexer(source, skipSign(), "}}", line);
        pieces.add(new TemplatePiece.Output(line, tokens.read()));
        after(tokens.end(), false);
    }

    private void block() {
        int line = line(at);
        TagLexer tokens = new TagLexer(source, skipSign(), "%}", line);
        List<Token> read = tokens.read();
        if (read.get(0).named("raw")) {
            raw(tokens.end(), line);
            return;
        }
        pieces.add(new TemplatePiece.Block(line, read));
        after(tokens.end(), true);
    }

    private void raw(int openEnd, int line) {
        after(openEnd, false);
        int from = at;
        for (int tag = source.indexOf("{%", from); tag >= 0; tag = source.indexOf("{%", tag + 2)) {
            at = tag + 2;
            TagLexer tokens = new TagLexer(source, skipSign(), "%}", line);
            if (source.startsWith("endraw", Python.skipSpace(source, at))) {
                text(before(source.substring(from, tag), '%', tag + 2));
                tokens.read();
                after(tokens.end(), true);
                return;
            }
        }
        throw JinjaException.at(line, "raw is not closed by endraw");
    }

    private int skipSign() {
        if (at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+')) {
            at++;
        }
        return at;
    }

    /** Goes on after the two characters that close a tag. */
    private void after(int end, boolean trims) {
        char control = source.charAt(end - 1);
        at = end + 2;
        lineStart = false;
        if (control == '-') {
            int from = at;
            at = Python.skipSpace(source, at);
            lineStart = at > from && source.charAt(at - 1) == '\n';
        } else if (trims && control != '+' && at < source.length() && source.charAt(at) == '\n') {
            at++;
            lineStart = true;
        }
    }

    private int line(int position) {
        return 1
                + (int) source.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
