package dev.alluvium.tiny.bpe;

/** GPT-2's printable character for each byte, so that a vocabulary of bytes can be written as text. */
final class ByteAlphabet {
    private static final int SHIFT = 256;

    private ByteAlphabet() {}

    /** The 256 characters, indexed by unsigned byte. */
    static String[] symbols() {
        String[] symbols = new String[256];
        int shifted = 0;
        for (int b = 0; b < symbols.length; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            symbols[b] = String.valueOf((char) (printable ? b : SHIFT + shifted++));
        }
        return symbols;
    }
}
