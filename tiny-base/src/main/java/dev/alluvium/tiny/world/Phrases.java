package dev.alluvium.tiny.world;

import java.util.List;

/** Several ways to say one thing, by language. */
public record Phrases(List<String> en, List<String> zh) {

    /** Reads phrases separated by {@code |}. */
    static Phrases of(String en, String zh) {
        return new Phrases(List.of(en.split("\\|", -1)), List.of(zh.split("\\|", -1)));
    }

    public List<String> in(Language language) {
        return language == Language.EN ? en : zh;
    }
}
