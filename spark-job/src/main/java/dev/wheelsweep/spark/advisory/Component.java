package dev.wheelsweep.spark.advisory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A component as a bill of materials lists it; texts are empty where it has none.
 *
 * @param purl its package URL
 */
record Component(String name, String version, String purl) {
    private static final String EPOCH = "epoch";
    private static final String UPSTREAM = "upstream";
    private static final String RPM = "rpm";

    /** {@code openssl@3.0.2-1}, or for an RPM {@code openssl-1.1.1k-9.el8.src.rpm}. */
    private static final Pattern SOURCE = Pattern.compile("([^@]+)(?:@(.+))?");

    private static final Pattern SOURCE_RPM = Pattern.compile("(.+)-[^-]+-[^-]+\\.src\\.rpm");

    /** Either what advisories can be compared with, or why there is nothing. */
    sealed interface Identity {}

    /**
     * A package in an ecosystem.
     *
     * @param names the package's own, and that of the package it was built from if the package URL has it
     */
    record Known(Ecosystem ecosystem, Set<String> names, String version, DistributionRelease release)
            implements Identity {}

    /** What advisories cannot be compared with. */
    record Unknown(Unjudged.Reason reason) implements Identity {}

    Identity identity() {
        if (purl.isEmpty()) {
            return new Unknown(Unjudged.Reason.NO_PACKAGE_URL);
        }
        PackageURL parsed;
        try {
            parsed = new PackageURL(purl);
        } catch (MalformedPackageURLException bad) {
            return new Unknown(Unjudged.Reason.BAD_PACKAGE_URL);
        }
        Optional<Ecosystem> ecosystem = Ecosystem.of(parsed);
        if (ecosystem.isEmpty()) {
            return new Unknown(Unjudged.Reason.NO_ECOSYSTEM);
        }
        String raw = parsed.getVersion() == null ? version : parsed.getVersion();
        if (raw.isEmpty()) {
            return new Unknown(Unjudged.Reason.NO_VERSION);
        }
        return identity(ecosystem.get(), parsed, raw);
    }

    private static Known identity(Ecosystem ecosystem, PackageURL parsed, String raw) {
        Set<String> names = new LinkedHashSet<>();
        names.add(ecosystem.name(parsed));
        String version = ecosystem.version(raw);
        Optional<String> upstream = qualifier(parsed, UPSTREAM);
        if (parsed.getType().equals(RPM)) {
            String number = version;
            version =
                    qualifier(parsed, EPOCH).map(epoch -> epoch + ":" + number).orElse(number);
            upstream.map(SOURCE_RPM::matcher).filter(Matcher::matches).ifPresent(source -> names.add(source.group(1)));
        } else if (ecosystem.namesSourcePackages()) {
            Optional<Matcher> source = upstream.map(SOURCE::matcher).filter(Matcher::matches);
            source.ifPresent(it -> names.add(it.group(1)));
            version = source.map(it -> it.group(2)).orElse(version);
        }
        return new Known(ecosystem, names, version, DistributionRelease.of(parsed));
    }

    private static Optional<String> qualifier(PackageURL purl, String name) {
        return Optional.ofNullable(purl.getQualifiers()).map(all -> all.get(name));
    }
}
