package dev.alluvium.tiny.world;

/** The same thing said in both languages. */
public record BilingualText(String en, String zh) {

    /** Something that reads the same in both languages: a name, a year, a code. */
    public static BilingualText same(String text) {
        return new BilingualText(text, text);
    }

    /** Reads {@code "spruce/云杉"}. */
    static BilingualText parse(String pair) {
        int slash = pair.indexOf('/');
        return new BilingualText(pair.substring(0, slash), pair.substring(slash + 1));
    }

    public String in(Language language) {
        return language == Language.EN ? en : zh;
    }
}
