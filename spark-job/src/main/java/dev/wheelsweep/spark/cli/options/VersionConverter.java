package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.platform.DottedNumber;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The version of a program on the command line, such as 3.11. */
public final class VersionConverter implements ITypeConverter<DottedNumber> {
    @Override
    public DottedNumber convert(String text) {
        return DottedNumber.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'%s' is not a version made of numbers, such as 3.11".formatted(text)));
    }
}
