package dev.alluvium.model.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a macro or call block with their defaults, null if there is none, and the special names that its body
 * reads.
 */
record Signature(String name, Map<String, @Nullable Expression> parameters, Set<String> reads) {
    /**
     * Sets the parameters in the scope of the body.
     *
     * @throws JinjaException if there are more arguments than the body has names for, as Jinja has it
     */
    void bind(Arguments arguments, Scope inner, Evaluator evaluator) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
        List<@Nullable Object> positional = arguments.positional();
        int position = 0;
        for (Map.Entry<String, @Nullable Expression> parameter : parameters.entrySet()) {
            String each = parameter.getKey();
            Expression absent = parameter.getValue();
            inner.set(
                    each,
                    position < positional.size()
                            ? positional.get(position)
                            : named.containsKey(each)
                                    ? named.remove(each)
                                    : absent == null ? new Undefined(each) : evaluator.value(absent, inner));
            position++;
        }
        if (takes("caller")) {
            Object caller = named.remove("caller");
            inner.set("caller", caller == null ? new Undefined("caller") : caller);
        }
        if (takes("kwargs")) {
            inner.set("kwargs", named);
        } else if (!named.isEmpty()) {
            throw new JinjaException("the macro " + name + " takes no argument named "
                    + named.keySet().iterator().next());
        }
        if (takes("varargs")) {
            inner.set(
                    "varargs", Tuple.of(positional.subList(Math.min(position, positional.size()), positional.size())));
        } else if (positional.size() > parameters.size()) {
            throw new JinjaException(
                    "the macro " + name + " takes " + parameters.size() + " arguments, not " + positional.size());
        }
    }

    private boolean takes(String special) {
        return reads.contains(special) && !parameters.containsKey(special);
    }
}
