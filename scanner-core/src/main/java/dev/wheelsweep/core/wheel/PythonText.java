package dev.wheelsweep.core.wheel;

/**
 * Letters, white space and identifiers as Python defines them, because the reference parsers are written in Python. The
 * answers follow the Unicode version of the running JDK; newer code points are not letters yet.
 */
final class PythonText {
    /** NEXT LINE: white space to Python, a control character to Java. */
    private static final int NEL = 0x85;

    private PythonText() {}

    /** {@code \w}: letters and numbers of any script, and the underscore; no combining marks. */
    static boolean isWord(int codePoint) {
        return codePoint == '_'
                || switch (Character.getType(codePoint)) {
                    case Character.UPPERCASE_LETTER,
                            Character.LOWERCASE_LETTER,
                            Character.TITLECASE_LETTER,
                            Character.MODIFIER_LETTER,
                            Character.OTHER_LETTER,
                            Character.DECIMAL_DIGIT_NUMBER,
                            Character.LETTER_NUMBER,
                            Character.OTHER_NUMBER -> true;
                    default -> false;
                };
    }

    /** {@code \s}, which in Python includes the non-breaking spaces. */
    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == NEL;
    }

    /**
     * {@code str.isidentifier}, but by the properties ID_Start and ID_Continue where Python takes XID_Start and
     * XID_Continue: 24 letters, such as presentation forms, are allowed here and not in Python.
     */
    static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && startsIdentifier(text.codePointAt(0))
                && text.codePoints().allMatch(PythonText::continuesIdentifier);
    }

    private static boolean startsIdentifier(int codePoint) {
        return codePoint == '_' || Character.isUnicodeIdentifierStart(codePoint);
    }

    private static boolean continuesIdentifier(int codePoint) {
        return Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }
}
