package dev.alluvium.model.gguf;

/**
 * The order of the rows of a Llama's query and key projections. Transformers rotates row j of a head with row j + d/2;
 * llama.cpp rotates neighbours, so that its converter lays the two halves of each head alternately.
 */
final class RotaryRowOrder {
    private RotaryRowOrder() {}

    /** From llama.cpp's order to transformers': {@code count} values of whole heads, {@code row} in a row. */
    static void split(float[] in, float[] out, int count, int row, int headRows) {
        move(in, out, count, row, headRows, true);
    }

    /** From transformers' order to llama.cpp's. */
    static void interleave(float[] in, float[] out, int count, int row, int headRows) {
        move(in, out, count, row, headRows, false);
    }

    private static void move(float[] in, float[] out, int count, int row, int headRows, boolean split) {
        int half = headRows / 2;
        for (int r = 0; r < count / row; r++) {
            int head = r / headRows * headRows;
            int alternate = head + 2 * (r % headRows % half) + r % headRows / half;
            System.arraycopy(in, (split ? alternate : r) * row, out, (split ? r : alternate) * row, row);
        }
    }
}
