package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;

/** Reads the tokens of one tag. */
final class TagLexer {
    private static final List<String> OPERATORS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{",
            "}", ".", ",", ":", "|");

    private final String source;
    private final String close;
    private final int line;
    private int at;
    private int depth;

    TagLexer(String source, int from, String close, int line) {
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
            boolean member = !tokens.isEmpty() && tokens.get(tokens.size() - 1).is(".");
            tokens.add(token(member));
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

    private Token token(boolean member) {
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        } else if (Character.isDigit(c)) {
            return member ? new Token(Token.Type.INTEGER, digits()) : number();
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
        int radix = source.charAt(at) == '0' && at + 1 < source.length() ? radix(source.charAt(at + 1)) : 10;
        if (radix != 10) {
            at += 2;
            return new Token(Token.Type.INTEGER, inDecimal(radix));
        }
        digits();
        boolean fraction =
                at + 1 < source.length() && source.charAt(at) == '.' && Character.isDigit(source.charAt(at + 1));
        if (fraction) {
            at++;
            digits();
        }
        boolean exponent = exponent();
        if (exponent) {
            at += 2;
            digits();
        }
        String text = source.substring(from, at).replace("_", "");
        return new Token(fraction || exponent ? Token.Type.FLOAT : Token.Type.INTEGER, text);
    }

    private static int radix(char mark) {
        return switch (mark) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 10;
        };
    }

    private String inDecimal(int radix) {
        int from = at;
        while (at < source.length() && (Character.digit(source.charAt(at), radix) >= 0 || source.charAt(at) == '_')) {
            at++;
        }
        String digits = source.substring(from, at).replace("_", "");
        if (digits.isEmpty()) {
            throw JinjaException.at(line, "a number to base " + radix + " wants digits");
        }
        return digits.length() > 16 ? "9".repeat(30) : Long.toUnsignedString(Long.parseUnsignedLong(digits, radix));
    }

    private boolean exponent() {
        if (at + 1 >= source.length() || "eE".indexOf(source.charAt(at)) < 0) {
            return false;
        }
        char next = source.charAt(at + 1);
        boolean signed = next == '-' || next == '+';
        return Character.isDigit(next)
                || (signed && at + 2 < source.length() && Character.isDigit(source.charAt(at + 2)));
    }

    private String digits() {
        int from = at;
        while (at < source.length() && (Character.isDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        return source.substring(from, at);
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
            case 'a' -> into.append((char) 7);
            case 'v' -> into.append((char) 11);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(into);
            case '\n' -> {}
            case '\\', '\'', '"' -> into.append(c);
            case 'x' -> hex(into, 2);
            case 'u' -> hex(into, 4);
            case 'U' -> hex(into, 8);
            default -> into.append('\\').append(c);
        }
    }

    private void octal(StringBuilder into) {
        int from = at;
        while (at + 1 < source.length() && at - from < 2 && Character.digit(source.charAt(at + 1), 8) >= 0) {
            at++;
        }
        into.append((char) Integer.parseInt(source, from, at + 1, 8));
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
