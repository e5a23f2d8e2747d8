package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Draft;
import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.Verdict;
import dev.alluvium.cleaning.rule.Rule;
import dev.alluvium.cleaning.rule.RuleSet;
import dev.alluvium.contracts.record.ReasonCode;
import dev.alluvium.settings.RuleAction;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Rejects or flags what the installation's own rules are about. */
public final class RulesFilter implements Filter {
    private final Supplier<RuleSet> rules;

    /** @param rules those that hold now; they may be replaced at any time, each record sees one set */
    public RulesFilter(Supplier<RuleSet> rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public Verdict apply(Draft draft) {
        RuleSet current = rules.get();
        if (current.isEmpty()) {
            return new Verdict.Keep(draft);
        }
        String model = Objects.requireNonNull(draft.record().model(), "the model filter sets it");
        Draft next = draft;
        for (Map.Entry<Rule, Rule.Answer> answer :
                current.ask(draft.record(), model).entrySet()) {
            Rule rule = answer.getKey();
            if (answer.getValue() == Rule.Answer.UNDEFINED) {
                next = next.noted("rules: " + rule.name() + " asks for what the record lacks; guard it with has()");
            } else if (rule.action() == RuleAction.FLAG) {
                next = next.noted("rules: flagged by " + rule.name());
            } else {
                return new Verdict.Drop(ReasonCode.RULE, rule.name() + ": " + rule.detail());
            }
        }
        return new Verdict.Keep(next);
    }
}
