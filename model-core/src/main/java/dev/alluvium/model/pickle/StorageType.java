package dev.alluvium.model.pickle;

import dev.alluvium.model.tensor.DType;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** torch's storage classes, by element type. */
enum StorageType {
    FLOAT("FloatStorage", DType.F32),
    HALF("HalfStorage", DType.F16),
    BFLOAT16("BFloat16Storage", DType.BF16),
    DOUBLE("DoubleStorage", null),
    LONG("LongStorage", null),
    INT("IntStorage", null),
    SHORT("ShortStorage", null),
    CHAR("CharStorage", null),
    BYTE("ByteStorage", null),
    BOOL("BoolStorage", null);

    private final String className;
    private final @Nullable DType dtype;

    StorageType(String className, @Nullable DType dtype) {
        this.className = className;
        this.dtype = dtype;
    }

    static Optional<StorageType> of(String className) {
        return Arrays.stream(values())
                .filter(each -> each.className.equals(className))
                .findFirst();
    }

    String className() {
        return className;
    }

    /** The element type, or null where no decoder stores its weights so. */
    @Nullable DType dtype() {
        return dtype;
    }
}
