package dev.alluvium.evaluator.gate;

import dev.alluvium.contracts.evaluation.RuleResult;

/** A rule of the gate: a pure function of what was observed. */
interface GateRule {
    RuleResult judge(Observations seen, Thresholds thresholds);
}
