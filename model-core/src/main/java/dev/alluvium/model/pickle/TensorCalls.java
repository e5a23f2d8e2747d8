package dev.alluvium.model.pickle;

import dev.alluvium.model.pickle.PickleValue.Dict;
import dev.alluvium.model.pickle.PickleValue.Sequence;
import dev.alluvium.model.pickle.PickleValue.Storage;
import dev.alluvium.model.pickle.PickleValue.StorageClass;
import dev.alluvium.model.pickle.PickleValue.Tensor;
import dev.alluvium.model.pickle.PickleValue.Text;
import dev.alluvium.model.pickle.PickleValue.Whole;
import org.jspecify.annotations.Nullable;

/** What the allowed functions mean for a tensor: views of storages, checked against the storage's size. */
final class TensorCalls {
    private final PickleFault fault;

    TensorCalls(PickleFault fault) {
        this.fault = fault;
    }

    PickleValue call(AllowedGlobals function, Sequence arguments) {
        return switch (function) {
            case ORDERED_DICT -> {
                if (!arguments.items().isEmpty()) {
                    throw fault.refused("collections.OrderedDict with content", "must be empty");
                }
                yield new Dict();
            }
            case REBUILD_TENSOR -> tensor(arguments);
            case REBUILD_PARAMETER -> argument(Tensor.class, arguments.item(0), "a tensor");
        };
    }

    /** {@code ('storage', CLASS, KEY, DEVICE, ELEMENTS)}; the device is of no interest. */
    Storage storage(Sequence key) {
        String tag = argument(Text.class, key.item(0), "'storage'").value();
        if (!tag.equals("storage")) {
            throw fault.refused(tag, "must be 'storage'");
        }
        String name = argument(Text.class, key.item(2), "a storage's name").value();
        if (!name.matches("[0-9]{1,9}")) {
            throw fault.refused("storage " + name, "must have a number for its name");
        }
        long elements = whole(key.item(4));
        return new Storage(
                argument(StorageClass.class, key.item(1), "a storage class").type(), name, elements);
    }

    private Tensor tensor(Sequence arguments) {
        Storage storage = argument(Storage.class, arguments.item(0), "a storage");
        long offset = whole(arguments.item(1));
        long[] shape = wholes(arguments.item(2));
        long[] strides = wholes(arguments.item(3));
        if (shape.length != strides.length) {
            throw fault.damaged(shape.length + " dimensions", "do not fit " + strides.length + " strides");
        }
        try {
            requireWithin(storage, offset, shape, strides);
        } catch (ArithmeticException e) {
            throw fault.refused("storage " + storage.key(), "has a view beyond any memory");
        }
        return new Tensor(storage, offset, shape, strides);
    }

    private void requireWithin(Storage storage, long offset, long[] shape, long[] strides) {
        long elements = 1;
        long last = offset;
        for (int i = 0; i < shape.length; i++) {
            elements = Math.multiplyExact(elements, shape[i]);
            last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[i] - 1), strides[i]));
        }
        if (elements > storage.elements() || elements > 0 && last >= storage.elements()) {
            throw fault.refused(
                    elements + " values up to " + last,
                    "lie outside storage " + storage.key() + " of " + storage.elements() + " values");
        }
    }

    private long[] wholes(@Nullable PickleValue value) {
        return argument(Sequence.class, value, "a shape").items().stream()
                .mapToLong(this::whole)
                .toArray();
    }

    private long whole(@Nullable PickleValue value) {
        long number = argument(Whole.class, value, "a whole number").value();
        if (number < 0) {
            throw fault.refused(number, "must not be negative");
        }
        return number;
    }

    private <V extends PickleValue> V argument(Class<V> type, @Nullable PickleValue value, String need) {
        if (!type.isInstance(value)) {
            throw fault.damaged(value == null ? "nothing" : value.kind(), "must be " + need);
        }
        return type.cast(value);
    }
}
