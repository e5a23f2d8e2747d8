package dev.alluvium.tiny.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShuffledValuesTest {

    @Test
    void shouldDealEveryListedValueBeforeAnyTwice() {
        Attribute wood = Attributes.of(EntityKind.PRODUCT).get(0);
        int size = wood.values().vocabulary().size();
        ShuffledValues deck = new ShuffledValues(new Random(3));

        for (int round = 0; round < 3; round++) {
            List<BilingualText> dealt = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                dealt.add(deck.deal(wood));
            }
            assertThat(dealt).containsExactlyInAnyOrderElementsOf(wood.values().vocabulary());
        }
    }

    @Test
    void shouldKeepAStackForEachAttribute() {
        Attribute approver = Attributes.of(EntityKind.POLICY).get(0);
        Attribute role = Attributes.of(EntityKind.PERSON).get(0);
        ShuffledValues deck = new ShuffledValues(new Random(3));
        List<BilingualText> roles = new ArrayList<>();

        for (int i = 0; i < role.values().vocabulary().size(); i++) {
            deck.deal(approver);
            roles.add(deck.deal(role));
        }

        assertThat(roles).containsExactlyInAnyOrderElementsOf(role.values().vocabulary());
    }
}
