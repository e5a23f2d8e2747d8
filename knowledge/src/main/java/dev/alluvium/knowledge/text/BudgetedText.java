package dev.alluvium.knowledge.text;

/** A text that charges each character that is looked at to a {@link WorkBudget}. */
final class BudgetedText implements CharSequence {
    private final String text;
    private final WorkBudget budget;

    BudgetedText(String text, WorkBudget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Override
    public char charAt(int index) {
        budget.look(1);
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        budget.look(end - start);
        return text.substring(start, end);
    }

    /** The very same string. */
    @Override
    public String toString() {
        return text;
    }
}
