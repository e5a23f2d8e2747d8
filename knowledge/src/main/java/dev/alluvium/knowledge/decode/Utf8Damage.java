package dev.alluvium.knowledge.decode;

/**
 * How far bytes that are not UTF-8 are built like it.
 *
 * @param whole characters of more than one byte that are right
 * @param overlong characters that are built right, but that UTF-8 does not allow: longer than needed, or half a pair
 * @param broken other bytes that are neither ASCII nor part of a character
 * @param first where the first byte that is not UTF-8 stands, from 0
 */
record Utf8Damage(int whole, int overlong, int broken, int first) {
    static Utf8Damage of(byte[] bytes) {
        int whole = 0;
        int overlong = 0;
        int broken = 0;
        int first = -1;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] >= 0) {
                continue;
            }
            int length = length(bytes, i);
            if (length > 1 && isAllowed(bytes, i)) {
                whole++;
            } else {
                first = first < 0 ? i : first;
                overlong += length > 1 ? 1 : 0;
                broken += length > 1 ? 0 : 1;
            }
            i += length - 1;
        }
        return new Utf8Damage(whole, overlong, broken, first);
    }

    /** Bytes of the character that begins at {@code at} as its first byte says, 1 if the others are not there. */
    private static int length(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead >= 0xF0 && lead < 0xF8 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC0 || lead >= 0xF8 || at + length > bytes.length) {
            return 1;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return length;
    }

    private static boolean isAllowed(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int next = bytes[at + 1] & 0xFF;
        return switch (lead) {
            case 0xC0, 0xC1, 0xF5, 0xF6, 0xF7 -> false;
            case 0xE0 -> next >= 0xA0;
            case 0xED -> next < 0xA0;
            case 0xF0 -> next >= 0x90;
            case 0xF4 -> next < 0x90;
            default -> true;
        };
    }
}
