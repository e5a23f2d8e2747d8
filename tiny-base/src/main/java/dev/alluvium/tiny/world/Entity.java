package dev.alluvium.tiny.world;

/** A product, person, place or policy, by its name, which is the same in both languages. */
public record Entity(EntityKind kind, String name) {

    /** First two segments of its facts' ids, e.g. {@code product/Brola-45}. */
    public String path() {
        return kind.slug() + "/" + name.replace(' ', '-');
    }
}
