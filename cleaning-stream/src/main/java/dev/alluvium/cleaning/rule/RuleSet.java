package dev.alluvium.cleaning.rule;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.RuleSettings;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules in the Common Expression Language: no loops without an end, no I/O, linear regular expressions, and types that
 * are checked before the first record. Numbers compare whether they are written 5 or 5.0.
 */
public final class RuleSet {
    /** No rules. */
    public static final RuleSet NONE = new RuleSet(List.of());

    private static final int MOST_CODE_POINTS = 4_096;
    private static final int MOST_ITERATIONS = 10_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MOST_CODE_POINTS)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();

    private final List<Rule> rules;

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Compiles and type-checks all rules.
     *
     * @throws IllegalArgumentException that names every bad rule with the place in it and what is wrong there
     */
    public static RuleSet compile(List<RuleSettings> settings) {
        if (settings.isEmpty()) {
            return NONE;
        }
        CelCompiler compiler = compiler();
        CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS)
                .build();
        List<Rule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Map<String, RuleSettings> names = new LinkedHashMap<>();
        for (RuleSettings each : settings) {
            if (names.put(each.name(), each) != null) {
                problems.add("rules." + each.name() + ": stands twice; give each rule a name of its own");
            }
            try {
                rules.add(new Rule(
                        each,
                        runtime.createProgram(compiler.compile(each.when()).getAst())));
            } catch (CelValidationException | CelEvaluationException e) {
                problems.add(
                        "rules." + each.name() + ".when=" + each.when() + ": " + place(String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n  ", problems));
        }
        return new RuleSet(rules);
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** How many rules there are. */
    public int size() {
        return rules.size();
    }

    /** What each rule that has something to say about {@code record} says, in the rules' order. */
    public Map<Rule, Rule.Answer> ask(KnowledgeRecord record, String model) {
        Map<Rule, Rule.Answer> answers = new LinkedHashMap<>();
        Map<String, Object> values = RuleVariables.of(record);
        for (Rule rule : rules) {
            Rule.Answer answer = rule.holdsFor(model) ? rule.ask(values) : Rule.Answer.NO;
            if (answer != Rule.Answer.NO) {
                answers.put(rule, answer);
            }
        }
        return answers;
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setResultType(SimpleType.BOOL)
                .setOptions(OPTIONS);
        RuleVariables.VARIABLES.forEach(builder::addVar);
        return builder.build();
    }

    /** The compiler's first line has the place ({@code 1:8}) and the reason. */
    private static String place(String message) {
        String first = message.lines().findFirst().orElse(message).replaceFirst("^ERROR: <input>:", "at ");
        return first + "; a rule speaks of " + String.join(", ", RuleVariables.VARIABLES.keySet())
                + " and must be true or false";
    }
}
