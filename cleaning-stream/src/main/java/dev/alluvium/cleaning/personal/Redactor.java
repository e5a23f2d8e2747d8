package dev.alluvium.cleaning.personal;

import dev.alluvium.knowledge.text.WorkBudget;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Puts typed placeholders in the place of personal data. */
public final class Redactor {
    private static final int MOST_PASSES = 8;

    private final Set<PersonalType> types;
    private final AllowList allowed;

    /** Looks for {@code types} and leaves alone what is {@code allowed}. */
    public Redactor(Set<PersonalType> types, AllowList allowed) {
        this.types = Set.copyOf(types);
        this.allowed = allowed;
    }

    /** Looks for everything but names and addresses, and allows nothing. */
    public static Redactor standard() {
        return new Redactor(PersonalType.STANDARD, AllowList.NONE);
    }

    /** Whether {@code text} holds personal data. */
    public boolean finds(String text) {
        return scan(text).stream().anyMatch(each -> isPersonal(text, each));
    }

    /** The characters of {@code text} that belong to personal data. */
    public BitSet personal(String text) {
        BitSet personal = new BitSet();
        scan(text).stream()
                .filter(each -> isPersonal(text, each))
                .forEach(each -> personal.set(each.start(), each.end()));
        return personal;
    }

    /**
     * {@code text} with everything personal replaced; the very same string if there is nothing. A value that was run
     * together with another stands by itself only after the other is gone: the result is looked at again.
     */
    public String redact(String text, Placeholders placeholders) {
        String before = text;
        String after = once(text, placeholders);
        for (int i = 0; i < MOST_PASSES && !after.equals(before); i++) {
            before = after;
            after = once(after, placeholders);
        }
        return after;
    }

    private String once(String text, Placeholders placeholders) {
        List<PersonalSpan> found = scan(text);
        if (found.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int from = 0;
        for (PersonalSpan each : found) {
            if (isPersonal(text, each)) {
                String value = text.substring(each.start(), each.end());
                redacted.append(text, from, each.start()).append(placeholders.of(each.type(), value));
                from = each.end();
            }
        }
        return from == 0 ? text : redacted.append(text, from, text.length()).toString();
    }

    private List<PersonalSpan> scan(String text) {
        CharSequence watched = WorkBudget.watch(text);
        List<PersonalSpan> found = PersonalScanner.scan(watched);
        if (types.contains(PersonalType.ADDRESS)) {
            found = PersonalSpan.beside(
                    PersonalSpan.beside(LatinAddresses.scan(watched), ChineseAddresses.scan(watched)), found);
        }
        if (types.contains(PersonalType.PERSON)) {
            found = PersonalSpan.beside(
                    found, PersonalSpan.beside(LatinNames.scan(watched), ChineseNames.scan(watched)));
        }
        return found;
    }

    private boolean isPersonal(String text, PersonalSpan found) {
        return types.contains(found.type())
                && !allowed.allows(found.type(), text.substring(found.start(), found.end()));
    }
}
