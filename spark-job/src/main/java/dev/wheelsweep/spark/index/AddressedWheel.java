package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.RangeReader;
import java.net.URISyntaxException;
import java.util.OptionalLong;

/** A wheel at an HTTP address that a user gave. */
public record AddressedWheel(Address address, HttpAccess access) {

    /** @throws URISyntaxException if it is not an absolute HTTP address */
    public static AddressedWheel of(String text) throws URISyntaxException {
        Address.Given given = Address.given(text);
        return new AddressedWheel(given.address(), HttpAccess.POLITE.with(Credentials.of(given, Netrc.ofUser())));
    }

    /** @return the wheel's name */
    public String filename() {
        return address.lastName();
    }

    public RangeReader open() {
        return new HttpRangeReader(HttpSession.of(access), address, OptionalLong.empty());
    }
}
