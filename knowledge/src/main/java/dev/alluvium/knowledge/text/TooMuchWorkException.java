package dev.alluvium.knowledge.text;

/** More characters of a record were looked at than its {@link WorkBudget} allows. */
public final class TooMuchWorkException extends RuntimeException {
    TooMuchWorkException(long most) {
        super("more than " + most + " characters were looked at", null, false, false);
    }
}
