package dev.alluvium.model.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack, marks and memo of a pickle machine; every access beyond their ends is a refusal. */
final class PickleStack {
    private final PickleFault fault;
    private final List<PickleValue> values = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Long, PickleValue> memo = new HashMap<>();

    PickleStack(PickleFault fault) {
        this.fault = fault;
    }

    void push(PickleValue value) {
        values.add(value);
    }

    void mark() {
        marks.push(values.size());
    }

    PickleValue top() {
        require(!values.isEmpty(), "an empty stack");
        return values.get(values.size() - 1);
    }

    PickleValue pop() {
        PickleValue top = top();
        values.remove(values.size() - 1);
        require(marks.isEmpty() || values.size() >= marks.element(), "a value below a mark");
        return top;
    }

    /** All above the last mark, which goes too. */
    List<PickleValue> popToMark() {
        require(!marks.isEmpty(), "no mark");
        List<PickleValue> above = values.subList(marks.pop(), values.size());
        List<PickleValue> popped = List.copyOf(above);
        above.clear();
        return popped;
    }

    /** The last {@code count}, in order. */
    List<PickleValue> pop(int count) {
        List<PickleValue> popped = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            popped.add(0, pop());
        }
        return popped;
    }

    <V extends PickleValue> V pop(Class<V> type, String need) {
        PickleValue value = pop();
        require(type.isInstance(value), value.kind() + " in place of " + need);
        return type.cast(value);
    }

    <V extends PickleValue> V top(Class<V> type, String need) {
        PickleValue value = top();
        require(type.isInstance(value), value.kind() + " in place of " + need);
        return type.cast(value);
    }

    void remember(long slot) {
        memo.put(slot, top());
    }

    void recall(long slot) {
        PickleValue value = memo.get(slot);
        if (value == null) {
            throw fault.damaged("memo " + slot, "is read before it is written");
        }
        push(value);
    }

    private void require(boolean holds, String found) {
        if (!holds) {
            throw fault.damaged(found, "does not fit the operation");
        }
    }
}
