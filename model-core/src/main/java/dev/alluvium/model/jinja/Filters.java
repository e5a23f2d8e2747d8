package dev.alluvium.model.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters that chat templates use. */
final class Filters {
    /** These give markup for markup. */
    private static final Set<String> OF_TEXT =
            Set.of("trim", "upper", "lower", "capitalize", "string", "indent", "replace", "center");

    private final Budget budget;
    private final SequenceFilters sequences;

    Filters(Budget budget, Operators operators, JinjaTests tests) {
        this.budget = budget;
        this.sequences = new SequenceFilters(budget, operators, tests, this);
    }

    @Nullable Object apply(String name, @Nullable Object given, Arguments arguments) {
        budget.read(given);
        Object value = Markup.plain(given);
        Object result = value(name, value, given, arguments);
        return given instanceof Markup && OF_TEXT.contains(name) ? Markup.wrapped(result) : result;
    }

    private @Nullable Object value(String name, @Nullable Object value, @Nullable Object given, Arguments arguments) {
        return switch (name) {
            case "length", "count" -> length(value);
            case "tojson" -> PythonJson.of(value, arguments, budget);
            case "default", "d" ->
                value instanceof Undefined || (arguments.flag(1, "boolean") && !Python.truth(value))
                        ? arguments.has(0, "default_value") ? arguments.get(0, "default_value") : ""
                        : given;
            case "string" -> Python.text(value);
            case "safe" -> new Markup(Python.text(value));
            case "escape", "e" -> new Markup(Markup.escaped(given, budget));
            case "forceescape" -> new Markup(Markup.escaped(value, budget));
            case "int" -> NumberFilters.integer(value, arguments);
            case "float" -> NumberFilters.decimal(value, arguments);
            case "round" -> NumberFilters.rounded(value, arguments);
            case "abs" -> NumberFilters.absolute(value);
            case "attr" -> Members.filtered(given, arguments.required(0, "name"), budget);
            default -> text(name, value, given, arguments);
        };
    }

    private @Nullable Object text(String name, @Nullable Object value, @Nullable Object given, Arguments arguments) {
        String text = TextFilters.NAMES.contains(name) ? Python.text(value) : "";
        return switch (name) {
            case "trim" -> Python.strip(text, arguments.text(0, "chars"));
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "capitalize" -> TextMethods.capitalize(text);
            case "title" -> TextFilters.title(text);
            case "replace" ->
                TextMethods.replace(
                        text,
                        arguments.required(0, "old"),
                        given instanceof Markup
                                ? Markup.escaped(arguments.get(1, "new"), budget)
                                : arguments.required(1, "new"),
                        arguments.integer(2, "count", -1),
                        budget);
            case "indent" -> TextFilters.indent(text, arguments, budget);
            case "center" -> TextMethods.centred(text, arguments.integer(0, "width", 80), budget);
            case "wordcount" -> TextFilters.words(text);
            case "urlencode" -> TextFilters.urlEncoded(text, budget);
            case "format" ->
                TextFormat.percent(
                        text,
                        arguments.named().isEmpty() ? Tuple.of(arguments.positional()) : arguments.named(),
                        budget);
            default -> sequences.apply(name, value, arguments);
        };
    }

    private static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.codePointCount(0, text.length());
        } else if (value instanceof List<?> items) {
            return items.size();
        } else if (value instanceof Map<?, ?> entries) {
            return entries.size();
        } else if (value instanceof Undefined) {
            return 0;
        }
        throw new JinjaException(Python.shown(value) + " has no length");
    }
}
