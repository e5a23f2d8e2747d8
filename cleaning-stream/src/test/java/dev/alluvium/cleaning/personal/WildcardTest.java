package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    @ParameterizedTest
    @CsvSource({
        "*@example.com, ann@example.com, true",
        "*@example.com, ann@example.org, false",
        "400*, 4001234567, true",
        "a*b*c, abc, true",
        "a*b*c, a1b2c, true",
        "a*b*c, acb, false",
        "*, anything, true",
        "a*a, a, false",
        "*aab, aaaab, true",
        "a**b, ab, true",
        "*ab*ab*, abab, true",
        "*ab*ab*, aba, false"
    })
    void shouldMatchAnyCharactersForAStar(String pattern, String text, boolean matches) {
        assertThat(new Wildcard(pattern).matches(text)).isEqualTo(matches);
    }
}
