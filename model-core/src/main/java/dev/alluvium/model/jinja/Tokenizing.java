package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of one tag. */
final class Tokenizing {
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{",
            "}", ".", ",", ":", "|");

    private final String source;
    private final String close;
    private final int line;
    private int at;
    private int depth;

    Tokenizing(String source, int from, String close, int line) {
        this.source = source;
        this.at = from;
        this.close = close;
        this.line = line;
    }

    /** Where the closing of the tag begins, once it is read. */
    int end() {
        return at;
    }

    /** The tokens, closed by {@link Token#NONE}. */
    List<Token> read() {
        List<Token> tokens = new ArrayList<>();
        while (true) {
            at = Python.skipSpace(source, at);
            if (at >= source.length()) {
                throw JinjaException.at(line, "a tag is not closed by " + close);
            }
            if (closes()) {
                tokens.add(Token.NONE);
                return tokens;
            }
            tokens.add(token());
        }
    }

    private boolean closes() {
        if (depth > 0 && close.equals("}}")) {
            return false;
        }
        char c = source.charAt(at);
        if ((c == '-' || c == '+') && source.startsWith(close, at + 1)) {
            at++;
            return true;
        }
        return source.startsWith(close, at);
    }

    private Token token() {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        } else if (Character.isDigit(c)) {
            return number();
        } else if (Character.isJavaIdentifierStart(c) && c != '$') {
            int from = at;
            while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
                at++;
            }
            return new Token(Token.Type.NAME, source.substring(from, at));
        }
        String operator = OPERATORS.stream()
                .filter(each -> source.startsWith(each, at))
                .findFirst()
                .orElseThrow(() -> JinjaException.at(line, "unexpected character " + c));
        at += operator.length();
        depth += operator.equals("{") ? 1 : operator.equals("}") ? -1 : 0;
        return new Token(Token.Type.OPERATOR, operator);
    }

    private Token number() {
        int from = at;
        digits();
        boolean fraction =
                at + 1 < source.length() && source.charAt(at) == '.' && Character.isDigit(source.charAt(at + 1));
        if (fraction) {
            at++;
            digits();
        }
        boolean exponent = at + 1 < source.length()
                && (source.charAt(at) == 'e' || source.charAt(at) == 'E')
                && (Character.isDigit(source.charAt(at + 1)) || source.charAt(at + 1) == '-');
        if (exponent) {
            at += 2;
            digits();
        }
        String text = source.substring(from, at).replace("_", "");
        return new Token(fraction || exponent ? Token.Type.FLOAT : Token.Type.INTEGER, text);
    }

    private void digits() {
        while (at < source.length() && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
    }

    private Token string(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == quote) {
                at++;
                return new Token(Token.Type.STRING, text.toString());
            }
            if (c == '\\' && at + 1 < source.length()) {
                escape(text);
            } else {
                text.append(c);
            }
        }
        throw JinjaException.at(line, "a string is not closed by " + quote);
    }

    private void escape(StringBuilder into) {
        char c = source.charAt(++at);
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case 'b' -> into.append('\b');
            case 'f' -> into.append('\f');
            case '0' -> into.append('\0');
            case '\n' -> {}
            case '\\', '\'', '"' -> into.append(c);
            case 'x' -> hex(into, 2);
            case 'u' -> hex(into, 4);
            case 'U' -> hex(into, 8);
            default -> into.append('\\').append(c);
        }
    }

    private void hex(StringBuilder into, int digits) {
        try {
            into.appendCodePoint(Integer.parseInt(source, at + 1, at + 1 + digits, 16));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw JinjaException.at(line, "an escape wants " + digits + " hexadecimal digits of a character");
        }
        at += digits;
    }
}
