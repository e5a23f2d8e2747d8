package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the tree of a template from its pieces. */
final class TemplateParser {
    private static final int DEEPEST = 100;

    private final List<TemplatePiece> pieces;
    private int at;
    private int depth;
    /** What the body of the macro at hand reads. */
    private SpecialNames names = new SpecialNames();
    /** The tag that ended the last body. */
    private TokenStream ending = new TokenStream(List.of(), 1);

    private TemplateParser(List<TemplatePiece> pieces) {
        this.pieces = pieces;
    }

    static List<Node> parse(String source) {
        return new TemplateParser(TemplateScanner.scan(source)).body(Set.of(), 1);
    }

    /** Nodes up to one of the ending tags, whose name is read; up to the end of the source if there is none. */
    private List<Node> body(Set<String> endings, int from) {
        if (++depth > DEEPEST) {
            throw JinjaException.at(from, "blocks are nested deeper than " + DEEPEST);
        }
        List<Node> nodes = new ArrayList<>();
        while (at < pieces.size()) {
            TemplatePiece piece = pieces.get(at++);
            if (piece instanceof TemplatePiece.Text text) {
                nodes.add(new Node.Text(text.text()));
            } else if (piece instanceof TemplatePiece.Output output) {
                nodes.add(output(new TokenStream(output.tokens(), output.line())));
            } else if (piece instanceof TemplatePiece.Block block) {
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
            case "with" -> with(tokens);
            case "filter" -> {
                Expression filtered = expressions(tokens).filterChain(tokens.name(), Node.BODY);
                yield new Node.Filtered(tokens.line(), filtered, closed(tokens, "endfilter"));
            }
            case "macro" -> macro(tokens);
            case "call" -> call(tokens);
            case "print" -> print(tokens);
            case "generation" -> new Node.Group(closed(tokens, "endgeneration"));
            case "break" -> new Node.Break();
            case "continue" -> new Node.Continue();
            default -> throw tokens.error("the tag " + name + " is not known in chat templates");
        };
    }

    private ExpressionParser expressions(TokenStream tokens) {
        return new ExpressionParser(tokens, names);
    }

    private Node output(TokenStream tokens) {
        Node.Output output = new Node.Output(tokens.line(), expressions(tokens).tuple());
        tokens.end();
        return output;
    }

    private Node print(TokenStream tokens) {
        List<Node> outputs = new ArrayList<>();
        do {
            outputs.add(new Node.Output(tokens.line(), expressions(tokens).expression()));
        } while (tokens.skip(","));
        tokens.end();
        return new Node.Group(outputs);
    }

    private Node condition(TokenStream tokens) {
        Expression test = expressions(tokens).tuple();
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
        Target target = new TargetParser(tokens, names).targets();
        if (!tokens.skipName("in")) {
            throw tokens.error("expected in");
        }
        ExpressionParser parser = expressions(tokens);
        Expression items = parser.items();
        Expression test = tokens.skipName("if") ? parser.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        tokens.end();
        List<Node> body = body(Set.of("else", "endfor"), tokens.line());
        TokenStream next = ending;
        List<Node> otherwise = next.name().equals("else") ? closed(next, "endfor") : List.of();
        return new Node.For(tokens.line(), target, items, test, recursive, body, otherwise);
    }

    private Node assignment(TokenStream tokens) {
        Target target = new TargetParser(tokens, names).targetsOrMembers();
        if (!tokens.skip("=")) {
            Expression filtered =
                    tokens.skip("|") ? expressions(tokens).filterChain(tokens.name(), Node.BODY) : Node.BODY;
            return new Node.Capture(tokens.line(), target, filtered, closed(tokens, "endset"));
        }
        Expression value = expressions(tokens).tuple();
        tokens.end();
        return new Node.Set(tokens.line(), target, value);
    }

    private Node with(TokenStream tokens) {
        List<Node.Set> assignments = new ArrayList<>();
        while (!tokens.atEnd()) {
            Target target = new TargetParser(tokens, names).target();
            tokens.expect("=");
            assignments.add(
                    new Node.Set(tokens.line(), target, expressions(tokens).expression()));
            if (!tokens.atEnd()) {
                tokens.expect(",");
            }
        }
        return new Node.With(tokens.line(), assignments, closed(tokens, "endwith"));
    }

    private Node macro(TokenStream tokens) {
        String name = tokens.name();
        Map<String, @Nullable Expression> parameters = parameters(tokens);
        SpecialNames outer = beginBody();
        List<Node> body = closed(tokens, "endmacro");
        return new Node.Macro(tokens.line(), new Signature(name, parameters, endBody(outer)), body);
    }

    private Node call(TokenStream tokens) {
        Map<String, @Nullable Expression> parameters =
                tokens.peek().is("(") ? parameters(tokens) : new LinkedHashMap<>();
        if (!(expressions(tokens).expression() instanceof Expression.Call call)) {
            throw tokens.error("a call block wants the call of a macro");
        }
        SpecialNames outer = beginBody();
        List<Node> body = closed(tokens, "endcall");
        return new Node.CallBlock(tokens.line(), new Signature("caller", parameters, endBody(outer)), call, body);
    }

    private SpecialNames beginBody() {
        SpecialNames outer = names;
        names = new SpecialNames();
        return outer;
    }

    private Set<String> endBody(SpecialNames outer) {
        Set<String> read = names.read();
        names = outer;
        read.forEach(names::read);
        return read;
    }

    private Map<String, @Nullable Expression> parameters(TokenStream tokens) {
        Map<String, @Nullable Expression> parameters = new LinkedHashMap<>();
        boolean optional = false;
        tokens.expect("(");
        while (!tokens.skip(")")) {
            String parameter = tokens.name();
            boolean absent = tokens.skip("=");
            if (optional && !absent) {
                throw tokens.error("the parameter " + parameter + " without a default follows one with a default");
            }
            optional = absent;
            parameters.put(parameter, absent ? expressions(tokens).expression() : null);
            tokens.separator(")");
        }
        return parameters;
    }
}
