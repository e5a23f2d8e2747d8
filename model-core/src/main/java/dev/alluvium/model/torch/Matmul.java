package dev.alluvium.model.torch;

/**
 * The product of an [rows, inner] and an [inner, columns] matrix.
 *
 * @param transposed whether the second lies as [columns, inner], as a linear layer's weight does on the way forward
 */
public record Matmul(int rows, int inner, int columns, boolean transposed) {
    /** Multiplications and additions. */
    public long flops() {
        return 2L * rows * inner * columns;
    }
}
