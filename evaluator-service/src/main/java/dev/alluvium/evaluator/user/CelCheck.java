package dev.alluvium.evaluator.user;

import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.Map;

/** A condition on an answer: a CEL expression over the strings {@code answer} and {@code prompt}. */
final class CelCheck {
    private static final int MOST_CODE_POINTS = 4_096;
    private static final int MOST_ITERATIONS = 10_000;
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MOST_CODE_POINTS)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setResultType(SimpleType.BOOL)
            .setOptions(OPTIONS)
            .addVar("answer", SimpleType.STRING)
            .addVar("prompt", SimpleType.STRING)
            .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private final CelRuntime.Program program;

    private CelCheck(CelRuntime.Program program) {
        this.program = program;
    }

    /**
     * Compiles and type-checks an expression.
     *
     * @throws IllegalArgumentException that names the place in it and what is wrong there
     */
    static CelCheck compile(String expression) {
        try {
            return new CelCheck(
                    RUNTIME.createProgram(COMPILER.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            String message = String.valueOf(e.getMessage());
            String first = message.lines().findFirst().orElse(message).replaceFirst("^ERROR: <input>:", "at ");
            throw new IllegalArgumentException("check=" + expression + ": " + first, e);
        }
    }

    /** An answer for which the expression has no value, such as a division by zero, does not pass. */
    boolean passes(String prompt, String answer) {
        try {
            return Boolean.TRUE.equals(program.eval(Map.of("prompt", prompt, "answer", answer)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }
}
