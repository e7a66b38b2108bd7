package org.ridgeless.kernel.protocol;

/** The protocol counts characters in code points, Java in UTF-16 units. */
final class Positions {

    private Positions() {}

    static int toCodePoints(String code, int offset) {
        return code.codePointCount(0, Math.max(0, Math.min(offset, code.length())));
    }

    static int toUtf16(String code, int codePoints) {
        int length = code.codePointCount(0, code.length());
        return code.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, length)));
    }
}
