package dev.alluvium.evaluator.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.alluvium.contracts.record.AnswerMatcher;
import dev.alluvium.evaluator.cases.EvaluationCase;
import dev.alluvium.settings.binder.ConfigException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteFileTest {
    private static final String YAML = """
            - prompt: How heavy is the AX-200?
              expect: 3.2 kg
              forbid: [4.1 kg]
              fact: AX-200/weight
            - prompt: AX-200多重？
              expect: 3.2千克
              matcher: exact
              fact: AX-200/weight
              language: zh
            - prompt: Are you a person?
              check: answer.size() < 200 && !answer.contains('Yes')
            """;

    @Test
    void shouldReadCasesAndCountThoseOfOneFactTogether() {
        List<EvaluationCase> cases = SuiteFile.parse("smalltalk.yaml", YAML);

        assertThat(cases).extracting(EvaluationCase::fact).containsExactly("AX-200/weight", "case 3");
        assertThat(cases.get(0).probes())
                .extracting(probe -> probe.matcher())
                .containsExactly(AnswerMatcher.CONTAINS, AnswerMatcher.EXACT);
        assertThat(cases.get(0).probes().get(0).forbid()).containsExactly("4.1 kg");
        assertThat(cases.get(1).probes().get(0).matcher()).isEqualTo(AnswerMatcher.CHECK);
    }

    @Test
    void shouldReadJsonLines() {
        String lines = "{\"prompt\":\"Which?\",\"expect\":\"a\",\"matcher\":\"choice\",\"forbid\":[\"b\"]}\n\n"
                + "{\"prompt\":\"And?\",\"check\":\"answer != ''\"}\n";

        assertThat(SuiteFile.parse("own.jsonl", lines))
                .extracting(EvaluationCase::fact)
                .containsExactly("line 1", "line 3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - {expect: a}                               | case 1: prompt: must not be empty
            - {prompt: q}                               | case 1: expect: must not be empty; write what is expected, or a check
            - {prompt: q, expect: a, matcher: contain}  | case 1: matcher=contain: must be contains, exact or choice
            - {prompt: q, expect: a, matcher: choice}   | matcher=choice: needs the other answers; list them under forbid
            - {prompt: q, expects: a}                   | case 1: expects: is no key of a case; did you mean expect?
            - {prompt: q, expect: a, forbid: b}         | case 1: forbid=b: must be a list; write [b]
            - {prompt: q, expect: {a: 1}}               | case 1: expect: must be a text
            - {prompt: q, check: answer.size()}         | case 1: check=answer.size(): at 1:
            - {prompt: q, check: reply == ''}           | undeclared reference to 'reply'
            - {prompt: q, check: 'true', expect: a}     | case 1: check=true: stands alone
            - q                                         | case 1: must be an object
            prompt: q                                   | must be a list of cases; begin each one with a dash
            []                                          | has no case; write at least one
            - [                                         | is no YAML
            """)
    void shouldNamePlaceValueRuleAndRemedy(String text, String message) {
        assertThatThrownBy(() -> SuiteFile.parse("own.yaml", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("own.yaml: 1 problem")
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameEveryProblemAtOnce() {
        assertThatThrownBy(() -> SuiteFile.parse("own.jsonl", "{\"prompt\":\"q\"}\nnonsense\n{\"expect\":\"a\"}\n"))
                .hasMessageContaining("3 problems")
                .hasMessageContaining("line 1: expect")
                .hasMessageContaining("line 2: is no JSON")
                .hasMessageContaining("line 3: prompt");
    }

    @Test
    void shouldPassAnswersByTheirCheck() {
        UserSuites suites = new UserSuites(List.of(UserSuite.of("own", "own.yaml", YAML, null, null)));
        var probe = suites.suites().get(0).cases().get(1).probes().get(0);

        assertThat(suites.passes(probe, "No, a program.")).isTrue();
        assertThat(suites.passes(probe, "Yes.")).isFalse();
        assertThatThrownBy(() -> UserSuites.NONE.passes(probe, "No.")).hasMessageContaining("belongs to no suite");
    }

    @Test
    void shouldNotPassWhatHasNoValue() {
        assertThat(CelCheck.compile("1 / (answer.size() - 1) >= 0").passes("q", "a"))
                .isFalse();
        assertThat(CelCheck.compile("answer.matches('^[0-9.]+ kg$')").passes("q", "3.2 kg"))
                .isTrue();
        assertThat(CelCheck.compile("answer.contains(prompt)").passes("kg", "3.2 kg"))
                .isTrue();
    }
}
