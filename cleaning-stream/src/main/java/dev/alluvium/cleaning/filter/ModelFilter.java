package dev.alluvium.cleaning.filter;

import dev.alluvium.cleaning.pipeline.Filter;
import dev.alluvium.cleaning.pipeline.FilterResult;
import dev.alluvium.cleaning.pipeline.FilteredRecord;
import dev.alluvium.contracts.record.ReasonCode;
import java.util.Set;
import java.util.TreeSet;

/** Finds the model that a record is for; one that names none goes to the default model. */
public final class ModelFilter implements Filter {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

    private final Set<String> declared;
    private final String defaultModel;
    private final boolean autoCreate;

    public ModelFilter(Set<String> declared, String defaultModel, boolean autoCreate) {
        this.declared = Set.copyOf(declared);
        this.defaultModel = defaultModel;
        this.autoCreate = autoCreate;
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public FilterResult apply(FilteredRecord filtered) {
        String named = filtered.record().model();
        if (named == null) {
            return new FilterResult.Keep(filtered.withRecord(filtered.record().withModel(defaultModel)));
        }
        if (declared.contains(named) || (autoCreate && named.matches(NAME))) {
            return new FilterResult.Keep(filtered);
        }
        return new FilterResult.Drop(
                ReasonCode.UNKNOWN_MODEL,
                "model=" + named + ": not declared; declared are " + String.join(", ", new TreeSet<>(declared)));
    }
}
