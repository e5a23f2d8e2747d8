package dev.alluvium.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.alluvium.model.torch.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A base with an adapter, or none: what {@link Scorer} and {@link Generator} run on. A cheap handle, safe for any
 * number of threads; it may be closed while a call runs and is freed when that call ends.
 */
public final class LoadedAdapter implements AutoCloseable {
    private final BaseModel base;
    private final NDManager manager;
    private final ReferenceCount references;
    private final AtomicBoolean closed = new AtomicBoolean();
    final DecoderCore core;
    final Program program;
    final List<NDArray> tensors;
    final double scale;

    private LoadedAdapter(BaseModel base, Set<TargetModule> targets, double scale) {
        this.core = base.core();
        core.references.retain();
        this.base = base;
        this.scale = scale;
        this.program = core.program(targets);
        this.manager = core.manager.newSubManager();
        this.tensors = new ArrayList<>();
        this.references = new ReferenceCount("adapter", () -> {
            manager.close();
            core.references.release();
        });
    }

    static LoadedAdapter of(BaseModel base, Adapter adapter) {
        adapter.requireFits(base.config());
        adapter.requireTemplate(base.template());
        LoraShape shape = adapter.shape();
        LoadedAdapter loaded = new LoadedAdapter(base, shape.targets(), shape.scale());
        for (TensorSpec spec : Adapter.specs(shape, base.config())) {
            loaded.tensors.add(loaded.core.upload(
                    loaded.manager, Objects.requireNonNull(adapter.tensors().get(spec.name()))));
        }
        return loaded;
    }

    static LoadedAdapter bare(BaseModel base) {
        return new LoadedAdapter(base, Set.of(), 1);
    }

    /** The base this adapter sits on. */
    public BaseModel base() {
        return base;
    }

    /** Keeps the native memory while a call uses it; the call closes what it gets. */
    Use use() {
        references.retain();
        return new Use(references, core.manager.newSubManager());
    }

    /** A running call: a manager for its intermediate tensors. */
    record Use(ReferenceCount references, NDManager manager) implements AutoCloseable {
        @Override
        public void close() {
            manager.close();
            references.release();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            references.release();
        }
    }
}
