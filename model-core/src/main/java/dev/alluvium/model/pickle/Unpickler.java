package dev.alluvium.model.pickle;

import dev.alluvium.model.pickle.PickleValue.Callable;
import dev.alluvium.model.pickle.PickleValue.Dict;
import dev.alluvium.model.pickle.PickleValue.Other;
import dev.alluvium.model.pickle.PickleValue.Sequence;
import dev.alluvium.model.pickle.PickleValue.Text;
import dev.alluvium.model.pickle.PickleValue.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * A pickle machine for what {@code torch.save} writes of a state dictionary (protocol 2) and for nothing else: an
 * operation or a name outside the list ends it. Each byte is used at most once and values are shared, never copied, so
 * time and memory are bounded by the pickle's size.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">pickletools, for the operations</a>
 */
final class Unpickler {
    private final PickleFault fault;
    private final PickleBytes in;
    private final PickleStack stack;
    private final TensorCalls calls;

    private Unpickler(PickleFault fault, byte[] pickle) {
        this.fault = fault;
        this.in = new PickleBytes(fault, pickle);
        this.stack = new PickleStack(fault);
        this.calls = new TensorCalls(fault);
    }

    /** The value of a pickle; {@code path} is named in refusals. */
    static PickleValue read(String path, byte[] pickle) {
        return new Unpickler(new PickleFault(path), pickle).run();
    }

    private PickleValue run() {
        for (int operation = in.u1(); operation != '.'; operation = in.u1()) {
            if (!constant(operation) && !container(operation) && !memo(operation) && !call(operation)) {
                throw fault.refused(
                        "operation 0x%02x at byte %d".formatted(operation, in.position() - 1),
                        "is not among what weights need; nothing was executed");
            }
        }
        return stack.pop();
    }

    private boolean constant(int operation) {
        switch (operation) {
            case 0x80 -> in.skip(1);
            case 'N' -> stack.push(new Other("None"));
            case 0x88, 0x89 -> stack.push(new Other("bool"));
            case 'G' -> {
                in.skip(Double.BYTES);
                stack.push(new Other("float"));
            }
            case 'K' -> stack.push(new Whole(in.u1()));
            case 'M' -> stack.push(new Whole(in.u2()));
            case 'J' -> stack.push(new Whole(in.i4()));
            case 0x8a -> stack.push(new Whole(in.number(in.u1())));
            case 'X' -> stack.push(new Text(in.text()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean container(int operation) {
        switch (operation) {
            case '(' -> stack.mark();
            case ')' -> stack.push(new Sequence(List.of()));
            case 't' -> stack.push(new Sequence(stack.popToMark()));
            case 0x85, 0x86, 0x87 -> stack.push(new Sequence(stack.pop(operation - 0x84)));
            case ']' -> stack.push(new Sequence(new ArrayList<>()));
            case 'a' -> append(List.of(stack.pop()));
            case 'e' -> append(stack.popToMark());
            case '}' -> stack.push(new Dict());
            case 's' -> put(stack.pop(2));
            case 'u' -> put(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean memo(int operation) {
        switch (operation) {
            case 'q' -> stack.remember(in.u1());
            case 'r' -> stack.remember(Integer.toUnsignedLong(in.i4()));
            case 'h' -> stack.recall(in.u1());
            case 'j' -> stack.recall(Integer.toUnsignedLong(in.i4()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean call(int operation) {
        switch (operation) {
            case 'c' -> stack.push(AllowedGlobals.resolve(fault, in.line(), in.line()));
            case 'Q' -> stack.push(calls.storage(stack.pop(Sequence.class, "a storage's key")));
            case 'R' -> {
                Sequence arguments = stack.pop(Sequence.class, "arguments");
                stack.push(calls.call(stack.pop(Callable.class, "a function").function(), arguments));
            }
            case 'b' -> {
                stack.pop(Dict.class, "a state");
                stack.top(Dict.class, "a dict");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void append(List<PickleValue> items) {
        List<PickleValue> list = stack.top(Sequence.class, "a list").items();
        if (!(list instanceof ArrayList)) {
            throw fault.damaged("tuple", "cannot be appended to");
        }
        list.addAll(items);
    }

    private void put(List<PickleValue> keysAndValues) {
        Dict dict = stack.top(Dict.class, "a dict");
        if (keysAndValues.size() % 2 != 0) {
            throw fault.damaged(keysAndValues.size() + " values", "are no pairs of key and value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            if (!(keysAndValues.get(i) instanceof Text key)) {
                throw fault.refused(keysAndValues.get(i).kind() + " as a key", "must be a tensor's name");
            }
            dict.entries().put(key.value(), keysAndValues.get(i + 1));
        }
    }
}
