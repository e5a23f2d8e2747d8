package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValuesTest {

    @ParameterizedTest
    @EnumSource(EntityKind.class)
    void shouldDrawAnotherValueThatDiffersInBothLanguages(EntityKind kind) {
        Random random = new Random(1);
        for (Attribute attribute : Attributes.of(kind)) {
            for (int i = 0; i < 200; i++) {
                BilingualText value = attribute.values().draw(random);
                BilingualText other = attribute.values().drawOtherThan(value, random);

                assertThat(other.en()).as(attribute.id()).isNotEqualTo(value.en());
                assertThat(other.zh()).as(attribute.id()).isNotEqualTo(value.zh());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EntityKind.class)
    void shouldTranslateEveryListedValueOneToOne(EntityKind kind) {
        for (Attribute attribute : Attributes.of(kind)) {
            var vocabulary = attribute.values().vocabulary();

            assertThat(vocabulary.stream().map(BilingualText::en)).doesNotHaveDuplicates();
            assertThat(vocabulary.stream().map(BilingualText::zh)).doesNotHaveDuplicates();
        }
    }
}
