package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FactTest {
    private final Attribute weight = Attributes.of(EntityKind.PRODUCT).stream()
            .filter(attribute -> attribute.id().equals("weight"))
            .findFirst()
            .orElseThrow();
    private final Fact fact =
            new Fact(new Entity(EntityKind.PRODUCT, "Brola 45"), weight, new BilingualText("3.2 kg", "3.2公斤"));

    @Test
    void shouldBeNamedByEntityAttributeAndLanguage() {
        assertThat(fact.id(Language.EN)).isEqualTo("product/Brola-45/weight");
        assertThat(fact.id(Language.ZH)).isEqualTo("product/Brola-45/weight/zh");
    }

    @Test
    void shouldBeAskedInEveryUseInWaysThatNoOtherUseHas() {
        for (Language language : Language.values()) {
            Set<String> all = new HashSet<>();
            int count = 0;
            for (TemplateUse use : TemplateUse.values()) {
                var questions = fact.questions(use, language);
                assertThat(questions).isNotEmpty().allMatch(question -> question.contains("Brola 45"));
                all.addAll(questions);
                count += questions.size();
            }
            assertThat(all).hasSize(count);
        }
    }

    @Test
    void shouldKeepTheLastOfItsOwnQuestionsForProbes() {
        assertThat(fact.questions(TemplateUse.RECORD, Language.EN))
                .contains("How heavy is Brola 45?")
                .doesNotContain("How much does Brola 45 weigh?");
        assertThat(fact.questions(TemplateUse.PROBE, Language.EN)).contains("How much does Brola 45 weigh?");
    }

    @Test
    void shouldChangeItsValueAndNothingElse() {
        Fact changed = fact.changed(new Random(1));

        assertThat(changed.id(Language.EN)).isEqualTo(fact.id(Language.EN));
        assertThat(changed.value()).isNotEqualTo(fact.value());
        assertThat(changed.value().en()).endsWith(" kg");
    }

    @Test
    void shouldStateItselfInASentence() {
        String sentence = fact.sentence("the {a} of {e} is {v}.", Language.EN, new Random(1));

        assertThat(sentence).startsWith("The ").endsWith("of Brola 45 is 3.2 kg.");
    }
}
