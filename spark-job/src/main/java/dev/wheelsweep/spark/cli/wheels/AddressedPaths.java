package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.index.AddressedWheel;
import dev.wheelsweep.spark.index.UnreachableException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments that are HTTP addresses of wheels. */
public final class AddressedPaths {
    /** A path has one slash where the address had two. */
    private static final Pattern ADDRESS = Pattern.compile("(https?):/+(.*)", Pattern.CASE_INSENSITIVE);

    private AddressedPaths() {}

    /** @return whether it is no file of this machine whose name only looks like an address */
    public static boolean isAddress(Path path) {
        return ADDRESS.matcher(path.toString()).matches() && !Files.exists(path);
    }

    /** @throws CommandException {@link ExitCode#NO_INPUT} if an address is malformed */
    public static List<AddressedWheel> in(List<Path> paths) throws CommandException {
        List<AddressedWheel> wheels = new ArrayList<>();
        for (Path path : paths) {
            if (isAddress(path)) {
                Matcher address = ADDRESS.matcher(path.toString());
                address.matches();
                try {
                    wheels.add(AddressedWheel.of(address.group(1) + "://" + address.group(2)));
                } catch (URISyntaxException wrong) {
                    throw new CommandException(
                            ExitCode.NO_INPUT, "cannot read a wheel", wrong.getReason(), "fix the address");
                }
            }
        }
        return wheels;
    }

    /** @throws CommandException {@link ExitCode#NO_INPUT} if the server cannot be reached */
    public static WheelReport scanned(AddressedWheel wheel, WheelScanner scanner) throws IOException, CommandException {
        try {
            return scanner.scan(wheel.open(), wheel.filename());
        } catch (UnreachableException lost) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot read " + wheel.address(),
                    CauseText.of(lost),
                    "check the address, the network and the proxy");
        }
    }
}
