package dev.alluvium.model.jinja;

import java.util.List;

/** The tokens of one tag, read from the left. */
final class TokenStream {
    private final List<Token> tokens;
    private final int line;
    private int at;

    TokenStream(List<Token> tokens, int line) {
        this.tokens = tokens;
        this.line = line;
    }

    int line() {
        return line;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : Token.NONE;
    }

    Token next() {
        Token token = peek();
        at++;
        return token;
    }

    boolean atEnd() {
        return peek().type() == Token.Type.END;
    }

    boolean skip(String operator) {
        boolean found = peek().is(operator);
        at += found ? 1 : 0;
        return found;
    }

    boolean skipName(String name) {
        boolean found = peek().named(name);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String operator) {
        if (!skip(operator)) {
            throw error("expected " + operator + ", found " + shown());
        }
    }

    /** A comma between items, or {@code close}, which stays. */
    void separator(String close) {
        if (!peek().is(close)) {
            expect(",");
        }
    }

    String name() {
        if (peek().type() != Token.Type.NAME) {
            throw error("expected a name, found " + shown());
        }
        return next().text();
    }

    void end() {
        if (!atEnd()) {
            throw error("unexpected " + shown());
        }
    }

    Long number(String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            throw error(digits + " is too large");
        }
    }

    JinjaException error(String message) {
        return JinjaException.at(line, message);
    }

    private String shown() {
        return atEnd() ? "the end of the tag" : peek().text();
    }
}
