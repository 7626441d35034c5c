package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.ColumnWord;

/** Who brings a library that the wheel does not contain. */
public sealed interface Supplier {

    /** @return a clause about the library for a person, such as {@code "which the NVIDIA driver brings"} */
    String text();

    Kind kind();

    /** @return the vendor, project or interpreter */
    String name();

    /** What kind of supplier it is. */
    enum Kind implements ColumnWord {
        DRIVER,
        DISTRIBUTION,
        OPTIONAL_BACKEND,
        INTERPRETER
    }

    /**
     * A driver package of the system.
     *
     * @param vendor of the device, such as {@code "NVIDIA"}
     */
    record Driver(String vendor) implements Supplier {
        @Override
        public Kind kind() {
            return Kind.DRIVER;
        }

        @Override
        public String name() {
            return vendor;
        }

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
        public Kind kind() {
            return Kind.DISTRIBUTION;
        }

        @Override
        public String name() {
            return project;
        }

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
        public Kind kind() {
            return Kind.OPTIONAL_BACKEND;
        }

        @Override
        public String name() {
            return project;
        }

        @Override
        public String text() {
            return "for an optional backend of " + project;
        }
    }

    /** The Python that loads the wheel: a program without a libpython of its own has the symbols itself. */
    record Interpreter() implements Supplier {
        @Override
        public Kind kind() {
            return Kind.INTERPRETER;
        }

        @Override
        public String name() {
            return "python";
        }

        @Override
        public String text() {
            return "which only some interpreters bring";
        }
    }
}
