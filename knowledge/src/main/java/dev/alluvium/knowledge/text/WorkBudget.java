package dev.alluvium.knowledge.text;

import org.jspecify.annotations.Nullable;

/**
 * How many characters of one record may be looked at. Whoever goes over a text asks for it by {@link #watch}; a text that
 * makes a search begin again and again is given up by name, and holds up no other record. What is counted does not depend
 * on the machine, so that a record has the same fate everywhere.
 */
public final class WorkBudget implements AutoCloseable {
    /** Shorter texts are not counted: even a search of all pairs of their characters ends soon. */
    static final int COUNTED_FROM = 4_096;

    private static final ThreadLocal<@Nullable WorkBudget> CURRENT = new ThreadLocal<>();

    private final long most;
    private long spent;

    private WorkBudget(long most) {
        this.most = most;
    }

    /** Opens a budget for what this thread does until it is closed. */
    public static WorkBudget open(long most) {
        WorkBudget budget = new WorkBudget(most);
        CURRENT.set(budget);
        return budget;
    }

    /** The text itself, or where a budget is open and the text is long, one that counts. */
    public static CharSequence watch(String text) {
        WorkBudget budget = text.length() < COUNTED_FROM ? null : CURRENT.get();
        return budget == null ? text : new BudgetedText(text, budget);
    }

    /** Characters looked at so far. */
    public long spent() {
        return spent;
    }

    /** Characters that may be looked at. */
    public long most() {
        return most;
    }

    void look(int characters) {
        spent += characters;
        if (spent > most) {
            throw new TooMuchWorkException(most);
        }
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
