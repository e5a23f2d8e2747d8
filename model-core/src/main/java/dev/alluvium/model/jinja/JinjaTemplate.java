package dev.alluvium.model.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A parsed template. It renders as transformers does: {@code trim_blocks} and {@code lstrip_blocks} on, immutable values,
 * {@code tojson} unescaped, {@code raise_exception}, {@code strftime_now}, loop controls and {@code generation} blocks.
 * Safe for threads.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/stable/templates/">Jinja, Template Designer Documentation</a>
 */
public final class JinjaTemplate {
    /** The longest text or list that a rendering may make. */
    static final int LONGEST = 4 << 20;

    /** The most nodes that a rendering may evaluate. */
    static final long MOST_STEPS = 2_000_000;

    private final List<Node> nodes;

    private JinjaTemplate(List<Node> nodes) {
        this.nodes = nodes;
    }

    /**
     * Parses a source.
     *
     * @throws JinjaException if it is no template, or uses what chat templates have no use for
     */
    public static JinjaTemplate parse(String source) {
        try {
            return new JinjaTemplate(TemplateParser.parse(source));
        } catch (StackOverflowError e) {
            throw new JinjaException("the template nests too deep");
        }
    }

    /**
     * Renders with values: null, Boolean, Long, Double, String, List and Map of these.
     *
     * @param now what {@code strftime_now} says
     * @throws JinjaException if it fails, takes too long, writes too much, or refuses the values
     */
    public String render(Map<String, ? extends @Nullable Object> values, LocalDateTime now) {
        Budget budget = new Budget(MOST_STEPS, LONGEST);
        Map<String, @Nullable Object> all = new HashMap<>(Globals.of(now, budget));
        all.putAll(values);
        try {
            return new Renderer(budget).render(nodes, Scope.of(all));
        } catch (StackOverflowError e) {
            throw new JinjaException("the template nests too deep");
        }
    }
}
