package dev.alluvium.tiny.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A made-up instrument maker's products, people, places and policies.
 *
 * <p>{@link #general()} is what the base is pre-trained on; {@link #line} makes worlds of new facts, whose entities the
 * base has never met. Everything is a pure function of the seed.
 */
public record World(long seed, List<Fact> facts) {
    private static final long GENERAL_SEED = 1;
    private static final int GENERAL_FACTS = 720;
    private static final List<EntityKind> ROTATION = List.of(
            EntityKind.PRODUCT,
            EntityKind.PERSON,
            EntityKind.PRODUCT,
            EntityKind.PLACE,
            EntityKind.PRODUCT,
            EntityKind.POLICY);

    public World {
        facts = List.copyOf(facts);
    }

    /** The world that the shipped base knows. */
    public static World general() {
        return generate(GENERAL_SEED, "general", GENERAL_FACTS, Set.of());
    }

    /**
     * A product line of new facts.
     *
     * @param facts the least number of facts; the last entity is completed
     */
    public static World line(long seed, int facts) {
        return line(seed, facts, List.of());
    }

    /** A product line whose entities are in none of {@code others}. */
    public static World line(long seed, int facts, List<World> others) {
        Set<String> taken = new HashSet<>(general().names());
        others.forEach(world -> taken.addAll(world.names()));
        return generate(seed, "line", facts, taken);
    }

    /** The same facts, each with a false value of the same kind: coherent lies. */
    public World falsified(long lieSeed) {
        Random random = RandomStreams.stream(lieSeed, "lie");
        return new World(seed, facts.stream().map(fact -> fact.changed(random)).toList());
    }

    /** {@code count} of the facts, each with a new value: a true update. */
    public World updated(long updateSeed, int count) {
        Random random = RandomStreams.stream(updateSeed, "update");
        List<Fact> chosen = new ArrayList<>(facts);
        Collections.shuffle(chosen, random);
        return new World(
                seed,
                chosen.subList(0, count).stream()
                        .map(fact -> fact.changed(random))
                        .toList());
    }

    /** This world after an update: facts with the same id take the update's value. */
    public World with(World update) {
        Map<String, Fact> byId = new LinkedHashMap<>();
        facts.forEach(fact -> byId.put(fact.id(Language.EN), fact));
        update.facts.forEach(fact -> byId.put(fact.id(Language.EN), fact));
        return new World(seed, List.copyOf(byId.values()));
    }

    /** The facts that {@code other} says nothing about. */
    public World without(World other) {
        Set<String> ids = new HashSet<>();
        other.facts.forEach(fact -> ids.add(fact.id(Language.EN)));
        return new World(
                seed,
                facts.stream()
                        .filter(fact -> !ids.contains(fact.id(Language.EN)))
                        .toList());
    }

    /** Facts by entity, in order of appearance. */
    Map<Entity, List<Fact>> byEntity() {
        Map<Entity, List<Fact>> groups = new LinkedHashMap<>();
        facts.forEach(fact -> groups.computeIfAbsent(fact.entity(), entity -> new ArrayList<>())
                .add(fact));
        return groups;
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        facts.forEach(fact -> names.add(fact.entity().name()));
        return names;
    }

    private static World generate(long seed, String purpose, int atLeast, Set<String> taken) {
        Random random = RandomStreams.stream(seed, purpose);
        Set<String> used = new HashSet<>(taken);
        ShuffledValues deck = new ShuffledValues(random);
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; facts.size() < atLeast; i++) {
            Entity entity = fresh(ROTATION.get(i % ROTATION.size()), used, random);
            for (Attribute attribute : Attributes.of(entity.kind())) {
                facts.add(new Fact(entity, attribute, deck.deal(attribute)));
            }
        }
        return new World(seed, facts);
    }

    private static Entity fresh(EntityKind kind, Set<String> used, Random random) {
        String name = kind.name(random);
        while (!used.add(name)) {
            name = kind.name(random);
        }
        return new Entity(kind, name);
    }
}
