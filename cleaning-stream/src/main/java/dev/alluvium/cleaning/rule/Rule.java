package dev.alluvium.cleaning.rule;

import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;

/** A compiled rule; its types were checked. */
public final class Rule {
    private final RuleSettings settings;
    private final CelRuntime.Program program;

    Rule(RuleSettings settings, CelRuntime.Program program) {
        this.settings = settings;
        this.program = program;
    }

    /** What a rule says about a record. */
    public enum Answer {
        NO,
        YES,
        /** It asks for what the record does not have, such as an absent attribute. */
        UNDEFINED
    }

    public String name() {
        return settings.name();
    }

    public RuleAction action() {
        return settings.then();
    }

    /** What the sender should do; the condition itself where nothing was written. */
    public String detail() {
        return settings.detail() == null ? settings.when() : settings.detail();
    }

    boolean holdsFor(String model) {
        List<String> models = settings.models();
        return models.isEmpty() || models.contains(model);
    }

    Answer ask(Map<String, Object> record) {
        try {
            return Boolean.TRUE.equals(program.eval(record)) ? Answer.YES : Answer.NO;
        } catch (CelEvaluationException e) {
            return Answer.UNDEFINED;
        }
    }
}
