package dev.wheelsweep.core.supply;

/** Who brings a library that the wheel does not contain. */
public sealed interface Supplier {

    /** @return a clause about the library for a person, such as {@code "which the NVIDIA driver brings"} */
    String text();

    /**
     * A driver package of the system.
     *
     * @param vendor of the device, such as {@code "NVIDIA"}
     */
    record Driver(String vendor) implements Supplier {
        @Override
        public String text() {
            return "which the " + vendor + " driver brings";
        }
    }

    /**
     * Another distribution that the wheel requires.
     *
     * @param project as Requires-Dist spells it, such as {@code "nvidia-cublas-cu12"}
     */
    record Distribution(String project) implements Supplier {
        @Override
        public String text() {
            return "which " + project + " brings; Requires-Dist names it";
        }
    }

    /**
     * The wheel's project works without the file that needs the library.
     *
     * @param project of the wheel, such as {@code "numba"}
     */
    record OptionalBackend(String project) implements Supplier {
        @Override
        public String text() {
            return "for an optional backend of " + project;
        }
    }
}
