package dev.alluvium.tiny.world;

import java.util.Random;

/** What a fact can be about. */
public enum EntityKind {
    PRODUCT("product") {
        @Override
        String name(Random random) {
            return InventedNames.word(random) + " " + (10 + 5 * random.nextInt(30));
        }
    },
    PERSON("person") {
        @Override
        String name(Random random) {
            return InventedNames.person(random);
        }
    },
    PLACE("place") {
        @Override
        String name(Random random) {
            return InventedNames.word(random) + " " + InventedNames.pick(random, "Hall", "Workshop", "Studio", "Store");
        }
    },
    POLICY("policy") {
        @Override
        String name(Random random) {
            return InventedNames.word(random) + " " + InventedNames.pick(random, "Policy", "Rule", "Procedure");
        }
    };

    private final String slug;

    EntityKind(String slug) {
        this.slug = slug;
    }

    /** First segment of a fact's id. */
    public String slug() {
        return slug;
    }

    abstract String name(Random random);
}
