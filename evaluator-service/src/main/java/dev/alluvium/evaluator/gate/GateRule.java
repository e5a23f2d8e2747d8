package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.RuleResult;

/** One rule: a pure function of what was observed. */
interface GateRule {
    RuleResult judge(Observations seen, Thresholds thresholds);
}
