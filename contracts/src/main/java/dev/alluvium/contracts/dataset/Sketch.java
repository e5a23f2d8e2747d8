package dev.alluvium.contracts.dataset;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What tells near-duplicates without their text: a MinHash signature of {@value #VALUES} values of one byte each, in
 * {@value #BANDS} bands of eight, and a fingerprint of the particulars that near-duplicates must share. 136 bytes,
 * immutable.
 *
 * <p>A byte agrees by chance in one of 256 cases (b-bit minwise hashing, Li and König 2010), which {@link #similarity}
 * corrects.
 */
public final class Sketch {
    /** Values of the signature. */
    public static final int VALUES = 128;
    /** Bands that are looked up; two records with no equal band are not compared. */
    public static final int BANDS = 16;

    /** Bytes of a sketch. */
    public static final int BYTES = Long.BYTES + VALUES;

    private static final double CHANCE = 1.0 / 256;
    private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

    private final long particulars;
    private final long[] bands;

    private Sketch(long particulars, long[] bands) {
        this.particulars = particulars;
        this.bands = bands;
    }

    /**
     * Of its parts.
     *
     * @param particulars equal for texts that agree in numbers, codes, negations and names
     * @param signature {@value #VALUES} values
     */
    public static Sketch of(long particulars, byte[] signature) {
        if (signature.length != VALUES) {
            throw new IllegalArgumentException("signature has " + signature.length + " values, not " + VALUES);
        }
        return new Sketch(particulars, longs(ByteBuffer.wrap(signature)));
    }

    /** Reads {@link #text}. */
    @JsonCreator
    public static Sketch parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
        if (bytes.remaining() != BYTES) {
            throw new IllegalArgumentException("sketch has " + bytes.remaining() + " bytes, not " + (BYTES));
        }
        return new Sketch(bytes.getLong(), longs(bytes.slice()));
    }

    /** All bytes in Base64. */
    @JsonValue
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).putLong(particulars);
        bytes.slice().asLongBuffer().put(bands);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** What to look a near-duplicate up by: records that share a band and all particulars share this key. */
    public long key(int band) {
        long key = (bands[band] ^ particulars) * 0x9E3779B97F4A7C15L + band;
        return (key ^ (key >>> 32)) * 0xD6E8FEB86659FD93L;
    }

    /** Whether all that must not differ is the same. */
    public boolean sameParticulars(Sketch other) {
        return particulars == other.particulars;
    }

    /** The estimated share of common shingles, from 0 to 1. Its standard deviation at 0.8 is 0.035. */
    public double similarity(Sketch other) {
        int differing = 0;
        for (int i = 0; i < BANDS; i++) {
            long difference = bands[i] ^ other.bands[i];
            long nonZero = (((difference & LOW_BITS) + LOW_BITS) | difference) & ~LOW_BITS;
            differing += Long.bitCount(nonZero);
        }
        double equal = 1 - (double) differing / VALUES;
        return Math.max(0, (equal - CHANCE) / (1 - CHANCE));
    }

    private static long[] longs(ByteBuffer bytes) {
        LongBuffer view = bytes.asLongBuffer();
        long[] longs = new long[BANDS];
        view.get(longs);
        return longs;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sketch sketch
                && particulars == sketch.particulars
                && Arrays.equals(bands, sketch.bands);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(particulars) * 31 + Arrays.hashCode(bands);
    }

    @Override
    public String toString() {
        return text();
    }
}
