package dev.alluvium.tiny.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that is so in a world.
 *
 * <p>Its answer differs by language, so each language has a fact id of its own: a record in Chinese never contradicts
 * the one in English.
 */
public final class Fact {
    private final Entity entity;
    private final Attribute attribute;
    private final BilingualText value;

    Fact(Entity entity, Attribute attribute, BilingualText value) {
        this.entity = entity;
        this.attribute = attribute;
        this.value = value;
    }

    /** E.g. {@code product/Brola-45/weight}, in Chinese {@code product/Brola-45/weight/zh}. */
    public String id(Language language) {
        String id = entity.path() + "/" + attribute.id();
        return language == Language.EN ? id : id + "/" + language.code();
    }

    public Entity entity() {
        return entity;
    }

    /** Last segment of the English id. */
    public String attribute() {
        return attribute.id();
    }

    public BilingualText value() {
        return value;
    }

    /** The same fact with another value that could as well be true. */
    Fact changed(Random random) {
        return new Fact(entity, attribute, attribute.values().drawOtherThan(value, random));
    }

    /** The same fact with a given value. */
    Fact withValue(BilingualText other) {
        return new Fact(entity, attribute, other);
    }

    /** Every question of a use, in a fixed order. */
    List<String> questions(TemplateUse use, Language language) {
        List<String> questions = new ArrayList<>();
        for (String pattern : patterns(use, language)) {
            questions.add(pattern.replace("{e}", entity.name()));
        }
        return questions;
    }

    /** A sentence that states the fact, from a pattern with {@code {a}}, {@code {e}} and {@code {v}}. */
    String sentence(String pattern, Language language, Random random) {
        List<String> names = attribute.names().in(language);
        String text = pattern.replace("{a}", names.get(random.nextInt(names.size())))
                .replace("{e}", entity.name())
                .replace("{v}", value.in(language));
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private List<String> patterns(TemplateUse use, Language language) {
        List<String> own = attribute.questions().in(language);
        List<String> patterns = new ArrayList<>();
        switch (use) {
            case RECORD -> patterns.addAll(own.subList(0, own.size() - 1));
            case PROBE -> patterns.add(own.get(own.size() - 1));
            case NOVEL -> {}
        }
        for (String frame : QuestionTemplates.of(use, language)) {
            for (String name : attribute.names().in(language)) {
                patterns.add(frame.replace("{a}", name));
            }
        }
        return patterns;
    }
}
