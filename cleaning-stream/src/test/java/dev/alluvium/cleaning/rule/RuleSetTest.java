package dev.alluvium.cleaning.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.record.KnowledgeRecord;
import dev.alluvium.settings.RuleAction;
import dev.alluvium.settings.RuleSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {
    private static final KnowledgeRecord RECORD =
            KnowledgeRecord.qa("At what temperature?", "At 120 degrees.").toBuilder()
                    .fact("p/1")
                    .model("support")
                    .language("en")
                    .source("crm")
                    .attributes(Map.of("temperature", "120", "state", "liquid"))
                    .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            numbers.temperature > 100 && attributes.state != 'boiling' | YES
            numbers.temperature > 120.5                                | NO
            size(output) < 5                                           | NO
            output.matches('[0-9]{3} degrees')                         | YES
            source == 'crm' && kind == 'qa' && language == 'en'        | YES
            content.contains('temperature')                            | YES
            attributes.absent == 'x'                                   | UNDEFINED
            has(attributes.absent) && attributes.absent == 'x'         | NO
            text == '' && title == ''                                  | YES
            """)
    void shouldAnswer(String when, Rule.Answer expected) {
        RuleSet rules = RuleSet.compile(List.of(rule("r", when)));

        Map<Rule, Rule.Answer> answers = rules.ask(RECORD, "support");

        assertThat(answers.values().stream().findFirst().orElse(Rule.Answer.NO)).isEqualTo(expected);
    }

    @Test
    void shouldHoldForTheNamedModelsAlone() {
        RuleSet rules =
                RuleSet.compile(List.of(new RuleSettings("r", "true", RuleAction.REJECT, List.of("notes"), null)));

        assertThat(rules.ask(RECORD, "support")).isEmpty();
        assertThat(rules.ask(RECORD, "notes")).hasSize(1);
    }

    @Test
    void shouldNameEveryWrongRuleWithPlaceAndRemedy() {
        List<RuleSettings> wrong = List.of(
                rule("number", "output > 5"),
                rule("typo", "size(outptu) > 5"),
                rule("text", "output + 'x'"),
                rule("open", "size(output >"),
                rule("java", "output.getClass() == 'x'"),
                rule("open", "true"));

        assertThatThrownBy(() -> RuleSet.compile(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rules.number.when=output > 5: at 1:8")
                .hasMessageContaining("undeclared reference to 'outptu'")
                .hasMessageContaining("rules.text")
                .hasMessageContaining("rules.java")
                .hasMessageContaining("rules.open: stands twice")
                .hasMessageContaining("must be true or false");
    }

    private static RuleSettings rule(String name, String when) {
        return new RuleSettings(name, when, RuleAction.REJECT, List.of(), null);
    }
}
