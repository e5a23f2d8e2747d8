package dev.alluvium.model.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A template is somebody else's program: it must reach nothing, end, and stay small. */
class JinjaLimitsTest {
    private static String render(String template) {
        return JinjaTemplate.parse(template)
                .render(Map.of("text", "abc", "list", List.of(1L, 2L), "map", Map.of("a", 1L)), LocalDateTime.MIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ text.getClass() }}",
                "{{ text.class.forName('java.lang.Runtime') }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ list.getClass().getName() }}",
                "{{ map.getClass() }}",
                "{{ map['class'].x }}",
                "{{ raise_exception.call }}{{ range.getClass() }}",
                "{{ namespace(a=1).getClass() }}",
                "{% for x in list %}{{ loop.items() }}{% endfor %}",
                "{{ self.environment.x }}",
                "{% include 'file:///etc/passwd' %}",
                "{% import 'x' as y %}",
                "{{ list.append(3) }}",
                "{{ map.update({'b': 2}) }}",
                "{% set map.a = 2 %}"
            })
    void shouldGiveATemplateNoWayOut(String template) {
        assertThatThrownBy(() -> assertThat(render(template)).isNotBlank())
                .isInstanceOfAny(JinjaException.class, AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
                "{{ range(1000000000) | length }}",
                "{{ 'a' * 1000000000 }}",
                "{% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
                "{% set ns = namespace(s='aaaaaaaaaa') %}{% for i in range(60) %}{% set ns.s = ns.s.replace('a', 'aa') %}{% endfor %}",
                "{% set ns = namespace(s=[1]) %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s='a,b') %}{% for i in range(60) %}{% set ns.s = ns.s.join(['aa','bb','cc']) %}{% endfor %}",
                "{% for i in range(100000) %}{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' }}{% endfor %}",
                "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
                "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
                "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}{{ n() }}",
                "{{ 'ab' * 9223372036854775807 }}",
                "{{ 9223372036854775807 * 'ab' }}",
                "{{ [1, 2] * 9223372036854775807 }}",
                "{{ range(1000000000000) | length }}",
                "{{ range(-9223372036854775807, 9223372036854775807) | length }}",
                "{{ range(9223372036854775807, -9223372036854775807, -3) | length }}",
                "{{ 'a' | indent(2000000000) }}",
                "{{ 'a' | indent(9999999999) }}",
                "{{ 'a'.center(2000000000) }}{{ 'a' | center(2000000000) }}",
                "{{ 'a'.zfill(2000000000) }}",
                "{{ [1] | batch(2000000000, 0) | list }}",
                "{{ [1] | slice(2000000000) | list }}",
                "{{ '%999999999d' % 1 }}",
                "{{ '%.99999f' % 1 }}",
                "{{ [1] | tojson(indent=2000000000) }}",
                "{% set ns = namespace(s=[1]) %}{% for i in range(90) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s }}",
                "{% set ns = namespace(s=[1]) %}{% for i in range(90) %}{% set ns.s = [ns.s, ns.s] %}{% endfor %}{{ ns.s | tojson }}",
                "{% set ns = namespace(s=[1], t=[1]) %}{% for i in range(90) %}{% set ns.s = [ns.s, ns.s] %}{% set ns.t = [ns.t, ns.t] %}{% endfor %}{{ ns.s == ns.t }}",
                "{% set l = range(300000) | list %}{% for i in l %}{{ -1 in l }}{% endfor %}",
                "{% set s = 'ab' * 1000000 %}{% for i in range(300000) %}{{ (s | upper)[0] }}{{ s.find('x') }}{{ s == s ~ '' }}{% endfor %}",
                "{% set s = 'ab' * 1000000 %}{% for i in range(300000) %}{{ s[1000000] }}{% endfor %}"
            })
    void shouldEndWhateverATemplateTries(String template) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(JinjaException.class)
                .hasMessageMatching("(?s).*(longer than|more than|deeper than) \\d+.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 10 ** 1000000000 }}",
                "{{ 10.0 ** 1000 }}",
                "{{ 2 ** 63 }}",
                "{{ 9223372036854775807 + 1 }}",
                "{{ 99999999999999999999 }}",
                "{{ 0xffffffffffffffffffff }}",
                "{{ '1e300' | int }}",
                "{{ '99999999999999999999' | int }}"
            })
    void shouldRefuseNumbersBeyondSixtyFourBitsByAMessage(String template) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(JinjaException.class)
                .hasMessageContaining("too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 5 is divisibleby 0 }}",
                "{{ 'a' | abs }}",
                "{{ {[1]: 2} }}",
                "{% for a in [1] %}{{ loop.cycle() }}{% endfor %}",
                "{{ cycler() }}",
                "{{ '%q' % 1 }}",
                "{{ '%' % 1 }}",
                "{{ '{' . format(1) }}",
                "{{ '{0.x}'.format(1) }}",
                "{{ '12' | int(0, 99) }}",
                "{{ 1.5 | round(1000000) }}",
                "{{ 0 ** -1 }}",
                "{{ [1, 'a'] | sort }}",
                "{{ 'abc'.split('') }}",
                "{% set a, b = 1 %}",
                "{% call text %}{% endcall %}"
            })
    void shouldRefuseWhatPythonCannotComputeByAMessage(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(JinjaException.class);
    }

    @Test
    void shouldRefuseDeepNestingByAMessage() {
        assertThatThrownBy(() -> render("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"))
                .isInstanceOf(JinjaException.class);
        assertThatThrownBy(() -> render("{{ " + "not ".repeat(500_000) + "1 }}"))
                .isInstanceOf(JinjaException.class);
        assertThatThrownBy(() -> render("{{ 1" + "+1".repeat(500_000) + " }}")).isInstanceOf(JinjaException.class);
        assertThatThrownBy(() -> render("{% if 1 %}".repeat(5000))).isInstanceOf(JinjaException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 1",
                "{% if x %}",
                "{% for %}",
                "{{ 'a }}",
                "{# never",
                "{{ 1 2 }}",
                "{% endif %}",
                "{{ a..b }}",
                "{% raw %}"
            })
    void shouldNameTheLineOfWhatIsNoTemplate(String template) {
        assertThatThrownBy(() -> JinjaTemplate.parse("first\n" + template))
                .isInstanceOf(JinjaException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void shouldTellWhatTheTemplateRefusesFromWhatItGetsWrong() {
        assertThatThrownBy(() -> render("{{ raise_exception('roles must alternate') }}"))
                .isInstanceOfSatisfying(
                        JinjaException.class, e -> assertThat(e.byTemplate()).isTrue())
                .hasMessage("roles must alternate");
        assertThatThrownBy(() -> render("\n{{ missing.name }}"))
                .isInstanceOfSatisfying(
                        JinjaException.class, e -> assertThat(e.byTemplate()).isFalse())
                .hasMessage("line 2: 'missing' is undefined");
    }
}
