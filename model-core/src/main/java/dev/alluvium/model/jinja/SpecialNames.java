package dev.alluvium.model.jinja;

import java.util.HashSet;
import java.util.Set;

/** Which of {@code varargs}, {@code kwargs} and {@code caller} a macro's body reads: only then it takes more arguments. */
final class SpecialNames {
    private static final Set<String> SPECIAL = Set.of("varargs", "kwargs", "caller");

    private final Set<String> read = new HashSet<>();
    private final Set<String> assigned = new HashSet<>();

    void read(String name) {
        if (SPECIAL.contains(name) && !assigned.contains(name)) {
            read.add(name);
        }
    }

    void assigned(String name) {
        assigned.add(name);
    }

    Set<String> read() {
        return Set.copyOf(read);
    }
}
