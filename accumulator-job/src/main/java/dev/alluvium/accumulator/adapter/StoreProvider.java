package dev.alluvium.accumulator.adapter;

import dev.alluvium.runtime.store.ObjectStore;
import java.io.Serializable;

/** Opens the object store where an operator runs. */
@FunctionalInterface
public interface StoreProvider extends Serializable {
    ObjectStore open();
}
