package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the tree of a template from its pieces. */
final class TemplateParser {
    private static final int DEEPEST = 100;

    private final List<Piece> pieces;
    private int at;
    private int depth;
    /** The tag that ended the last body. */
    private TokenStream ending = new TokenStream(List.of(), 1);

    private TemplateParser(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static List<Node> parse(String source) {
        return new TemplateParser(Scanner.scan(source)).body(Set.of(), 1);
    }

    /** Nodes up to one of the ending tags, whose name is read; up to the end of the source if there is none. */
    private List<Node> body(Set<String> endings, int from) {
        if (++depth > DEEPEST) {
            throw JinjaException.at(from, "blocks are nested deeper than " + DEEPEST);
        }
        List<Node> nodes = new ArrayList<>();
        while (at < pieces.size()) {
            Piece piece = pieces.get(at++);
            if (piece instanceof Piece.Text text) {
                nodes.add(new Node.Text(text.text()));
            } else if (piece instanceof Piece.Output output) {
                TokenStream tokens = new TokenStream(output.tokens(), output.line());
                nodes.add(new Node.Output(output.line(), new ExpressionParser(tokens).tuple()));
                tokens.end();
            } else if (piece instanceof Piece.Block block) {
                TokenStream tokens = new TokenStream(block.tokens(), block.line());
                if (endings.contains(tokens.peek().text())) {
                    ending = tokens;
                    depth--;
                    return nodes;
                }
                nodes.add(statement(tokens));
            }
        }
        if (!endings.isEmpty()) {
            throw JinjaException.at(from, "is not closed by " + String.join(" or ", endings));
        }
        return nodes;
    }

    private List<Node> closed(TokenStream open, String ending) {
        open.end();
        List<Node> body = body(Set.of(ending), open.line());
        this.ending.next();
        return body;
    }

    private Node statement(TokenStream tokens) {
        String name = tokens.name();
        return switch (name) {
            case "if" -> condition(tokens);
            case "for" -> loop(tokens);
            case "set" -> assignment(tokens);
            case "macro" -> macro(tokens);
            case "generation" -> new Node.Group(closed(tokens, "endgeneration"));
            case "break" -> new Node.Break();
            case "continue" -> new Node.Continue();
            default -> throw tokens.error("the tag " + name + " is not known in chat templates");
        };
    }

    private Node condition(TokenStream tokens) {
        Expression test = new ExpressionParser(tokens).tuple();
        tokens.end();
        List<Node> then = body(Set.of("elif", "else", "endif"), tokens.line());
        TokenStream next = ending;
        String how = next.name();
        List<Node> otherwise = switch (how) {
            case "elif" -> List.of(condition(next));
            case "else" -> closed(next, "endif");
            default -> List.of();
        };
        return new Node.If(tokens.line(), test, then, otherwise);
    }

    private Node loop(TokenStream tokens) {
        List<String> names = names(tokens);
        if (!tokens.skipName("in")) {
            throw tokens.error("expected in");
        }
        ExpressionParser parser = new ExpressionParser(tokens);
        Expression items = parser.either();
        Expression test = tokens.skipName("if") ? parser.expression() : null;
        if (tokens.peek().named("recursive")) {
            throw tokens.error("recursive loops are not known in chat templates");
        }
        tokens.end();
        List<Node> body = body(Set.of("else", "endfor"), tokens.line());
        TokenStream next = ending;
        List<Node> otherwise = next.name().equals("else") ? closed(next, "endfor") : List.of();
        return new Node.For(tokens.line(), names, items, test, body, otherwise);
    }

    private static List<String> names(TokenStream tokens) {
        boolean bracket = tokens.skip("(");
        List<String> names = new ArrayList<>(List.of(tokens.name()));
        while (tokens.skip(",")) {
            names.add(tokens.name());
        }
        if (bracket) {
            tokens.expect(")");
        }
        return names;
    }

    private Node assignment(TokenStream tokens) {
        if (tokens.peek(1).is(".")) {
            String object = tokens.name();
            tokens.expect(".");
            String attribute = tokens.name();
            tokens.expect("=");
            Expression value = new ExpressionParser(tokens).tuple();
            tokens.end();
            return new Node.SetAttribute(tokens.line(), object, attribute, value);
        }
        List<String> names = names(tokens);
        if (tokens.atEnd() && names.size() == 1) {
            return new Node.Capture(tokens.line(), names.get(0), closed(tokens, "endset"));
        }
        tokens.expect("=");
        Expression value = new ExpressionParser(tokens).tuple();
        tokens.end();
        return new Node.Set(tokens.line(), names, value);
    }

    private Node macro(TokenStream tokens) {
        String name = tokens.name();
        Map<String, Expression> parameters = new LinkedHashMap<>();
        tokens.expect("(");
        while (!tokens.skip(")")) {
            String parameter = tokens.name();
            Expression absent = new Expression.Literal(new Undefined(parameter));
            parameters.put(parameter, tokens.skip("=") ? new ExpressionParser(tokens).expression() : absent);
            tokens.separator(")");
        }
        return new Node.Macro(tokens.line(), name, parameters, closed(tokens, "endmacro"));
    }
}
