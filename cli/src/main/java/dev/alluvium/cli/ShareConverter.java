package dev.alluvium.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of users as people write it: {@code 20%} or {@code 0.2}. */
final class ShareConverter implements ITypeConverter<Double> {
    private static final double MOST = 0.5;

    @Override
    public Double convert(String text) {
        double value;
        try {
            value = text.endsWith("%")
                    ? Double.parseDouble(text.substring(0, text.length() - 1).strip()) / 100
                    : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no share; write 20% or 0.2");
        }
        if (value > 0 && value <= MOST) {
            return value;
        }
        throw new TypeConversionException("'" + text + "' must be above 0 and at most 50%; try 20%");
    }
}
