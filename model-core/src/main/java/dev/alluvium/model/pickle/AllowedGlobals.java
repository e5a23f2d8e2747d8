package dev.alluvium.model.pickle;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The globals that a pickle may name. They are recognised and never imported. */
enum AllowedGlobals {
    ORDERED_DICT("collections", "OrderedDict"),
    REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
    REBUILD_PARAMETER("torch._utils", "_rebuild_parameter");

    private static final String TORCH = "torch";

    private final String module;
    private final String symbol;

    AllowedGlobals(String module, String symbol) {
        this.module = module;
        this.symbol = symbol;
    }

    /** The value of a global; refused unless it is one of these or a storage class. */
    static PickleValue resolve(PickleFault fault, String module, String symbol) {
        return Stream.<PickleValue>concat(
                        Arrays.stream(values())
                                .filter(each -> each.module.equals(module) && each.symbol.equals(symbol))
                                .map(PickleValue.Callable::new),
                        StorageType.of(module.equals(TORCH) ? symbol : "").map(PickleValue.StorageClass::new).stream())
                .findFirst()
                .orElseThrow(() -> fault.refused(
                        module + "." + symbol,
                        "is not among what weights need (" + names() + "); nothing was executed"));
    }

    private static String names() {
        return Stream.concat(
                        Arrays.stream(values()).map(each -> each.module + "." + each.symbol),
                        Stream.of("torch.*Storage"))
                .collect(Collectors.joining(", "));
    }
}
