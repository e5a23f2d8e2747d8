package dev.alluvium.cleaning.personal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

/** Checks rows of tables of hard cases: a text, and what it is when redacted, or null where it stays as it is. */
final class HardCases {
    private final Redactor redactor = Redactor.standard();

    void check(String text, @Nullable String redacted) {
        String once = redactor.redact(text, new Placeholders());

        assertThat(once).isEqualTo(redacted == null ? text : redacted);
        assertThat(redactor.redact(once, new Placeholders())).isSameAs(once);
    }
}
