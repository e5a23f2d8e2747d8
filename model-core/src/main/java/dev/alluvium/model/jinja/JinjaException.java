package dev.alluvium.model.jinja;

/** A template that is none, fails, exceeds its limits, or refuses its input by {@code raise_exception}. */
public final class JinjaException extends RuntimeException {
    private final boolean raised;

    JinjaException(String message) {
        this(message, false);
    }

    private JinjaException(String message, boolean raised) {
        super(message);
        this.raised = raised;
    }

    static JinjaException raised(String message) {
        return new JinjaException(message, true);
    }

    static JinjaException at(int line, String message) {
        return new JinjaException("line " + line + ": " + message);
    }

    /** Whether the template itself called {@code raise_exception}: the input is at fault, not the template. */
    public boolean byTemplate() {
        return raised;
    }
}
