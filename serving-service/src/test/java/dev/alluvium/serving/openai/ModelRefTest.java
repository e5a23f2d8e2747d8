package dev.alluvium.serving.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {
    @ParameterizedTest
    @ValueSource(strings = {"notes", "notes@champion"})
    void shouldMeanTheChampion(String text) {
        assertThat(ModelRef.parse(text)).isEqualTo(new ModelRef("notes", OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 17})
    void shouldMeanOneVersion(int version) {
        assertThat(ModelRef.parse(ModelRef.of("notes", version)))
                .isEqualTo(new ModelRef("notes", OptionalInt.of(version)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Notes", "notes@", "notes@-1", "notes@01", "notes@latest", "a b", "notes@2@3"})
    void shouldRefuseAnyOtherForm(String text) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> ModelRef.parse(text))
                .satisfies(e -> assertThat(e.error().status()).isEqualTo(404));
    }
}
