package dev.alluvium.model.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what a value is assigned to: a name, several in parentheses or not, and, in {@code set}, attributes of namespaces. */
final class TargetParser {
    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final TokenStream tokens;
    private final SpecialNames names;

    TargetParser(TokenStream tokens, SpecialNames names) {
        this.tokens = tokens;
        this.names = names;
    }

    /** One target, or several with commas between them. */
    Target targets() {
        return several(false);
    }

    /** As {@link #targets}, and an attribute of a namespace may stand where a name does. */
    Target targetsOrMembers() {
        return several(true);
    }

    /** One target, or several in parentheses. */
    Target target() {
        return single(false);
    }

    private Target several(boolean members) {
        Target first = single(members);
        if (!tokens.peek().is(",")) {
            return first;
        }
        List<Target> targets = new ArrayList<>(List.of(first));
        while (tokens.skip(",") && !ends()) {
            targets.add(single(members));
        }
        return new Target.Several(targets);
    }

    private boolean ends() {
        Token next = tokens.peek();
        return tokens.atEnd() || next.is(")") || next.is("=") || next.named("in");
    }

    private Target single(boolean members) {
        if (tokens.skip("(")) {
            Target inner = several(members);
            tokens.expect(")");
            return inner;
        }
        String name = tokens.name();
        if (CONSTANTS.contains(name)) {
            throw tokens.error("nothing can be assigned to " + name);
        }
        if (members && tokens.skip(".")) {
            return new Target.Member(name, tokens.name());
        }
        names.assigned(name);
        return new Target.Name(name);
    }
}
