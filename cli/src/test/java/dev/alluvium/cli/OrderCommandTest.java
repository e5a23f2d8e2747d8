package dev.alluvium.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.alluvium.testing.Program.Ended;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCommandTest {
    @RegisterExtension
    private final StubInstallation api = new StubInstallation();

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a b", "", "order?", "日本", "..%2f", "x\ny"})
    void shouldRefuseWhatCannotBeAnIdBeforeAnybodyIsAsked(String id) {
        // When
        Ended asked = api.run("order", "notes", id);
        Ended repeated = api.run("freeze", "notes", "--order", id);

        // Then
        assertThat(asked.status()).isEqualTo(2);
        assertThat(asked.err()).startsWith("alluvium: ID='" + id + "': must have 1 to 128 letters, digits or . _ : -");
        assertThat(repeated.status()).isEqualTo(2);
        assertThat(repeated.err()).startsWith("alluvium: --order='" + id + "': must have");
        assertThat(api.requests()).isEmpty();
    }
}
