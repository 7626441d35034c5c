package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.core.wheel.Pep440;
import dev.wheelsweep.core.wheel.Pep440Order;
import java.util.Comparator;

/** In which order the versions of an ecosystem are. */
enum VersionOrder implements Comparator<String> {
    /** Of Python. */
    PEP_440 {
        @Override
        boolean isVersion(String text) {
            return Pep440.isVersion(text);
        }

        @Override
        public int compare(String one, String other) {
            return Pep440Order.of(one).compareTo(Pep440Order.of(other));
        }
    },
    /** Semantic versioning 2.0.0. */
    SEMVER {
        @Override
        boolean isVersion(String text) {
            return SemanticVersion.isVersion(text);
        }

        @Override
        public int compare(String one, String other) {
            return SemanticVersion.compare(one, other);
        }
    },
    /** Of rpm. */
    RPM {
        @Override
        boolean isVersion(String text) {
            return RpmVersion.isVersion(text);
        }

        @Override
        public int compare(String one, String other) {
            return RpmVersion.compare(one, other);
        }
    },
    /** Of dpkg. */
    DEBIAN {
        @Override
        boolean isVersion(String text) {
            return DebianVersion.isVersion(text);
        }

        @Override
        public int compare(String one, String other) {
            return DebianVersion.compare(one, other);
        }
    },
    /** Of apk. */
    ALPINE {
        @Override
        boolean isVersion(String text) {
            return AlpineVersion.isVersion(text);
        }

        @Override
        public int compare(String one, String other) {
            return AlpineVersion.compare(one, other);
        }
    };

    /** @return whether the order has a place for the text */
    abstract boolean isVersion(String text);

    /** @param one a version in this order, as is the other */
    @Override
    public abstract int compare(String one, String other);
}
