package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
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
    public FilterResult apply(FilteredRecord filtered) {
        RuleSet current = rules.get();
        if (current.isEmpty()) {
            return new FilterResult.Keep(filtered);
        }
        String model = Objects.requireNonNull(filtered.record().model(), "the model filter sets it");
        FilteredRecord next = filtered;
        for (Map.Entry<Rule, Rule.Answer> answer :
                current.ask(filtered.record(), model).entrySet()) {
            Rule rule = answer.getKey();
            if (answer.getValue() == Rule.Answer.UNDEFINED) {
                next = next.noted("rules: " + rule.name() + " asks for what the record lacks; guard it with has()");
            } else if (rule.action() == RuleAction.FLAG) {
                next = next.noted("rules: flagged by " + rule.name());
            } else {
                return new FilterResult.Drop(ReasonCode.RULE, rule.name() + ": " + rule.detail());
            }
        }
        return new FilterResult.Keep(next);
    }
}
