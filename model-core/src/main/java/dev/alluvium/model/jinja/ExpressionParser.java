package dev.alluvium.model.jinja;

import dev.alluvium.model.jinja.Expression.Arguments;
import dev.alluvium.model.jinja.Expression.Operand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Parses expressions with Jinja2's precedence: filters and tests bind tightest, then as in Python. */
final class ExpressionParser {
    private static final int DEEPEST = 100;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> NO_TEST_ARGUMENT = Set.of("else", "or", "and", "is", "if", "in", "not");

    private final TokenStream tokens;
    private final SpecialNames names;
    private int depth;

    ExpressionParser(TokenStream tokens, SpecialNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** A whole expression. */
    Expression expression() {
        if (++depth > DEEPEST) {
            throw tokens.error("nested deeper than " + DEEPEST);
        }
        Expression result = either();
        while (tokens.skipName("if")) {
            Expression test = either();
            result = new Expression.Conditional(result, test, tokens.skipName("else") ? expression() : null);
        }
        depth--;
        return result;
    }

    /** One expression, or several with commas between them as a tuple. */
    Expression tuple() {
        return tuple(this::expression);
    }

    /** What a loop goes over: as {@link #tuple}, but {@code if} begins the test of the loop. */
    Expression items() {
        return tuple(this::either);
    }

    private Expression tuple(Supplier<Expression> item) {
        Expression first = item.get();
        if (!tokens.peek().is(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !endsTuple()) {
            items.add(item.get());
        }
        return new Expression.TupleOf(items);
    }

    private boolean endsTuple() {
        Token next = tokens.peek();
        return tokens.atEnd() || next.is(")") || next.named("recursive");
    }

    /** An expression without a conditional, as a loop's items. */
    private Expression either() {
        Expression left = both();
        while (tokens.skipName("or")) {
            left = new Expression.Either(left, both());
        }
        return left;
    }

    private Expression both() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new Expression.Both(left, not());
        }
        return left;
    }

    private Expression not() {
        return tokens.skipName("not") ? new Expression.Not(not()) : comparison();
    }

    private Expression comparison() {
        Expression left = sum();
        List<Operand> operands = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.type() == Token.Type.OPERATOR && COMPARISONS.contains(token.text())) {
                tokens.next();
                operands.add(new Operand(token.text(), sum()));
            } else if (tokens.skipName("in")) {
                operands.add(new Operand("in", sum()));
            } else if (token.named("not") && tokens.peek(1).named("in")) {
                tokens.next();
                tokens.next();
                operands.add(new Operand("not in", sum()));
            } else {
                return operands.isEmpty() ? left : new Expression.Comparison(left, operands);
            }
        }
    }

    private Expression sum() {
        return chain(Set.of("+", "-"), this::concatenation);
    }

    private Expression concatenation() {
        return chain(Set.of("~"), this::product);
    }

    private Expression product() {
        return chain(Set.of("*", "/", "//", "%"), this::power);
    }

    private Expression power() {
        return chain(Set.of("**"), () -> unary(true));
    }

    private Expression chain(Set<String> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (tokens.peek().type() == Token.Type.OPERATOR
                && operators.contains(tokens.peek().text())) {
            String operator = tokens.next().text();
            left = new Expression.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Expression unary(boolean filtered) {
        Expression node;
        if (tokens.skip("-")) {
            node = new Expression.Signed(unary(false), true);
        } else if (tokens.skip("+")) {
            node = new Expression.Signed(unary(false), false);
        } else {
            node = primary();
        }
        node = postfix(node);
        return filtered ? filters(node) : node;
    }

    private Expression filters(Expression of) {
        Expression node = of;
        while (true) {
            if (tokens.skip("|")) {
                node = filter(tokens.name(), node);
            } else if (tokens.skipName("is")) {
                node = test(node);
            } else if (tokens.peek().is("(")) {
                node = new Expression.Call(node, arguments());
            } else {
                return node;
            }
        }
    }

    private Expression filter(String name, Expression of) {
        return new Expression.Filter(of, name, tokens.peek().is("(") ? arguments() : Arguments.NONE);
    }

    /** The filters of a block, the first of which is read up to its name. */
    Expression filterChain(String first, Expression of) {
        Expression node = filter(first, of);
        while (tokens.skip("|")) {
            node = filter(tokens.name(), node);
        }
        return node;
    }

    private Expression test(Expression of) {
        boolean negated = tokens.skipName("not");
        String name =
                tokens.peek().type() == Token.Type.OPERATOR ? tokens.next().text() : tokens.name();
        Arguments arguments = Arguments.NONE;
        Token next = tokens.peek();
        if (next.is("(")) {
            arguments = arguments();
        } else if (next.type() != Token.Type.END
                && (next.type() != Token.Type.OPERATOR || next.is("[") || next.is("{"))
                && !(next.type() == Token.Type.NAME && NO_TEST_ARGUMENT.contains(next.text()))) {
            arguments = new Arguments(List.of(postfix(primary())), Map.of(), null, null);
        }
        Expression test = new Expression.Test(of, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private Expression postfix(Expression of) {
        Expression node = of;
        while (true) {
            if (tokens.skip(".")) {
                Token name = tokens.next();
                if (name.type() != Token.Type.NAME && name.type() != Token.Type.INTEGER) {
                    throw tokens.error("a name must follow the dot, not " + name.text());
                }
                node = name.type() == Token.Type.NAME
                        ? new Expression.Attribute(node, name.text())
                        : new Expression.Item(node, new Expression.Literal(Long.valueOf(name.text())));
            } else if (tokens.skip("[")) {
                node = subscript(node);
            } else if (tokens.peek().is("(")) {
                node = new Expression.Call(node, arguments());
            } else {
                return node;
            }
        }
    }

    private Expression subscript(Expression of) {
        Expression from = tokens.peek().is(":") ? null : expression();
        if (tokens.skip("]")) {
            return new Expression.Item(of, java.util.Objects.requireNonNull(from));
        }
        tokens.expect(":");
        Expression to = bound();
        Expression step = tokens.skip(":") ? bound() : null;
        tokens.expect("]");
        return new Expression.Slice(of, from, to, step);
    }

    private @Nullable Expression bound() {
        return tokens.peek().is(":") || tokens.peek().is("]") ? null : expression();
    }

    private Arguments arguments() {
        tokens.expect("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Expression more = null;
        Expression moreNamed = null;
        while (!tokens.skip(")")) {
            if (moreNamed != null) {
                throw tokens.error("no argument may follow **");
            } else if (tokens.skip("**")) {
                moreNamed = expression();
            } else if (tokens.peek().is("*") && more == null) {
                tokens.next();
                more = expression();
            } else if (tokens.peek().type() == Token.Type.NAME && tokens.peek(1).is("=")) {
                String name = tokens.name();
                tokens.expect("=");
                named.put(name, expression());
            } else if (more == null && named.isEmpty()) {
                positional.add(expression());
            } else {
                throw tokens.error("an argument without a name may not follow one with a name or *");
            }
            tokens.separator(")");
        }
        return new Arguments(positional, named, more, moreNamed);
    }

    private Expression primary() {
        Token token = tokens.next();
        return switch (token.type()) {
            case NAME -> name(token.text());
            case STRING -> string(token.text());
            case INTEGER -> new Expression.Literal(tokens.number(token.text()));
            case FLOAT -> new Expression.Literal(Double.valueOf(token.text()));
            case OPERATOR, END -> bracketed(token);
        };
    }

    private Expression name(String name) {
        names.read(name);
        return switch (name) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal(null);
            default -> new Expression.Name(name);
        };
    }

    private Expression string(String first) {
        StringBuilder text = new StringBuilder(first);
        while (tokens.peek().type() == Token.Type.STRING) {
            text.append(tokens.next().text());
        }
        return new Expression.Literal(text.toString());
    }

    private Expression bracketed(Token token) {
        if (token.is("(")) {
            Expression inner = tokens.peek().is(")") ? new Expression.TupleOf(List.of()) : tuple();
            tokens.expect(")");
            return inner;
        } else if (token.is("[")) {
            List<Expression> items = new ArrayList<>();
            while (!tokens.skip("]")) {
                items.add(expression());
                tokens.separator("]");
            }
            return new Expression.ListOf(items);
        } else if (token.is("{")) {
            List<Expression.Entry> entries = new ArrayList<>();
            while (!tokens.skip("}")) {
                Expression key = expression();
                tokens.expect(":");
                entries.add(new Expression.Entry(key, expression()));
                tokens.separator("}");
            }
            return new Expression.DictOf(entries);
        }
        throw tokens.error(token.type() == Token.Type.END ? "an expression is missing" : "unexpected " + token.text());
    }
}
