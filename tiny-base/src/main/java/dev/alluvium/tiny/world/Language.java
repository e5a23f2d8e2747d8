package dev.alluvium.tiny.world;

/** The two languages of the world. */
public enum Language {
    EN("en"),
    ZH("zh");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** ISO 639-1 code, as records carry it. */
    public String code() {
        return code;
    }
}
