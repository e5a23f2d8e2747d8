package dev.alluvium.model.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether two values are equal in Python; a value that refers to the same part many times costs as often. */
final class Equality {
    private final Budget budget;

    Equality(Budget budget) {
        this.budget = budget;
    }

    boolean same(@Nullable Object left, @Nullable Object right) {
        budget.read(left);
        Object a = Markup.plain(left);
        Object b = Markup.plain(right);
        if (Python.numeric(a) && Python.numeric(b)) {
            return !Arithmetic.isNan(a) && !Arithmetic.isNan(b) && Arithmetic.compare(a, b) == 0;
        } else if (a instanceof Undefined || b instanceof Undefined) {
            return a instanceof Undefined && b instanceof Undefined;
        } else if (a == b) {
            return true;
        } else if (a instanceof List<?> first && b instanceof List<?> second) {
            return first instanceof Tuple == second instanceof Tuple && lists(first, second);
        } else if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
            return maps(first, second);
        }
        return Objects.equals(a, b);
    }

    private boolean lists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<?> others = right.iterator();
        for (Object each : left) {
            budget.part();
            if (!same(each, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean maps(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            budget.part();
            Object key = entry.getKey();
            if (!Python.has(right, key) || !same(entry.getValue(), right.get(key))) {
                return false;
            }
        }
        return true;
    }
}
