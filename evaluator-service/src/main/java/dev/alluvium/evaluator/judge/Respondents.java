package dev.alluvium.evaluator.judge;

import dev.alluvium.evaluator.ask.Respondent;

/** The versions that an evaluation asks. The champion may be the base itself. */
public record Respondents(Respondent candidate, Respondent champion, Respondent base) {}
