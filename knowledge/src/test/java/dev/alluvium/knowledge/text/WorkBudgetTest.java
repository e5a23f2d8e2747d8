package dev.alluvium.knowledge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkBudgetTest {
    private static final String LONG = "a@".repeat(WorkBudget.COUNTED_FROM);
    private static final Pattern QUADRATIC = Pattern.compile("[a@]+!");

    @Test
    void shouldCountEachLook() {
        try (WorkBudget budget = WorkBudget.open(100)) {
            CharSequence text = WorkBudget.watch(LONG);
            assertThat(text.charAt(1)).isEqualTo('@');
            assertThat(text.subSequence(0, 4)).hasToString("a@a@");

            assertThat(budget.spent()).isEqualTo(5);
        }
    }

    @Test
    void shouldEndASearchThatBeginsAgainAndAgain() {
        try (WorkBudget budget = WorkBudget.open(1_000_000)) {
            CharSequence text = WorkBudget.watch(LONG);

            assertThatThrownBy(() -> QUADRATIC.matcher(text).find())
                    .isInstanceOf(TooMuchWorkException.class)
                    .hasMessage("more than 1000000 characters were looked at");
            assertThat(budget.spent()).isGreaterThan(budget.most());
        }
    }

    @Test
    void shouldGiveTheTextItselfWhereNothingIsCounted() {
        assertThat(WorkBudget.watch(LONG)).as("no budget is open").isSameAs(LONG);
        try (WorkBudget ignored = WorkBudget.open(1)) {
            assertThat(WorkBudget.watch("short")).isEqualTo("short");
            assertThat(WorkBudget.watch(LONG).toString()).isSameAs(LONG);
        }
        assertThat(WorkBudget.watch(LONG)).as("the budget is closed").isSameAs(LONG);
    }
}
