package dev.alluvium.cleaning.personal;

import java.util.ArrayList;
import java.util.List;

/** A piece of personal data in a text: characters from {@code start} to {@code end}, the end excluded. */
record PersonalSpan(PersonalType type, int start, int end) {
    /** All of {@code first} and what of {@code second} overlaps none of them; both are in order, and so is the result. */
    static List<PersonalSpan> beside(List<PersonalSpan> first, List<PersonalSpan> second) {
        if (second.isEmpty()) {
            return first;
        }
        List<PersonalSpan> merged = new ArrayList<>(first.size() + second.size());
        int next = 0;
        for (PersonalSpan each : second) {
            while (next < first.size() && first.get(next).end <= each.start) {
                merged.add(first.get(next++));
            }
            if (next == first.size() || first.get(next).start >= each.end) {
                merged.add(each);
            }
        }
        merged.addAll(first.subList(next, first.size()));
        return merged;
    }
}
