package dev.alluvium.model.gguf;

/** ggml's kinds of tokens, numbered from 1. */
enum TokenKind {
    NORMAL,
    UNKNOWN,
    /** Structure that is no text, such as the end of a turn. */
    CONTROL,
    /** Added text that is never cut, such as a tag. */
    USER_DEFINED,
    UNUSED,
    BYTE;

    int number() {
        return ordinal() + 1;
    }

    static TokenKind of(double number, GgufFault fault) {
        if (number < 1 || number > values().length || number != Math.rint(number)) {
            throw fault.damaged(number, "must be a kind of token, 1 to " + values().length);
        }
        return values()[(int) number - 1];
    }
}
