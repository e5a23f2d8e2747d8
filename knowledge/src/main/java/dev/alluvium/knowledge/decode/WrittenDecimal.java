package dev.alluvium.knowledge.decode;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A decimal number in the digits in which it was written: neither rounded nor infinite, its zeros kept. */
final class WrittenDecimal extends NumericNode {
    private static final long serialVersionUID = 1;

    private final String written;
    private final BigDecimal value;

    private WrittenDecimal(String written) {
        this.written = written;
        this.value = new BigDecimal(written);
    }

    static WrittenDecimal of(JsonParser parser) throws IOException {
        try {
            return new WrittenDecimal(parser.getText());
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "an exponent beyond all numbers", e);
        }
    }

    @Override
    public String asText() {
        return written;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public JsonParser.NumberType numberType() {
        return JsonParser.NumberType.BIG_DECIMAL;
    }

    @Override
    public Number numberValue() {
        return value;
    }

    @Override
    public BigDecimal decimalValue() {
        return value;
    }

    @Override
    public double doubleValue() {
        return value.doubleValue();
    }

    @Override
    public int intValue() {
        return (int) doubleValue();
    }

    @Override
    public long longValue() {
        return (long) doubleValue();
    }

    @Override
    public BigInteger bigIntegerValue() {
        // Not of the decimal: one with a large exponent would fill the memory with its zeros.
        return BigInteger.valueOf(longValue());
    }

    @Override
    public boolean canConvertToInt() {
        return doubleValue() >= Integer.MIN_VALUE && doubleValue() <= Integer.MAX_VALUE;
    }

    @Override
    public boolean canConvertToLong() {
        return doubleValue() >= Long.MIN_VALUE && doubleValue() <= Long.MAX_VALUE;
    }

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeNumber(written);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WrittenDecimal decimal && written.equals(decimal.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }
}
