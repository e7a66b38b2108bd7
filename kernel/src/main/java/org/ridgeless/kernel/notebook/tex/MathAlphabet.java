package org.ridgeless.kernel.notebook.tex;

/**
 * The alphabets of mathematics. MathML Core knows no {@code mathvariant} but {@code normal}, so letters are replaced by
 * Unicode's mathematical alphanumeric symbols (block U+1D400).
 */
enum MathAlphabet {
    ITALIC(0, 0, 0),
    UPRIGHT(0, 0, 0),
    BOLD(0x1D400, 0x1D6A8, 0x1D7CE),
    BOLD_ITALIC(0x1D468, 0x1D71C, 0x1D7CE),
    DOUBLE_STRUCK(0x1D538, 0, 0x1D7D8),
    SCRIPT(0x1D49C, 0, 0),
    FRAKTUR(0x1D504, 0, 0),
    SANS_SERIF(0x1D5A0, 0, 0x1D7E2),
    TYPEWRITER(0x1D670, 0, 0x1D7F6);

    // Letters that Unicode had before the block; the block has holes in their places.
    private static final String STRUCK_BEFORE = "CℂHℍNℕPℙQℚRℝZℤ";
    private static final String SCRIPT_BEFORE = "BℬEℰFℱHℋIℐLℒMℳRℛeℯgℊoℴ";
    private static final String FRAKTUR_BEFORE = "CℭHℌIℑRℜZℨ";

    private final int latin;
    private final int greek;
    private final int digits;

    MathAlphabet(int latin, int greek, int digits) {
        this.latin = latin;
        this.greek = greek;
        this.digits = digits;
    }

    String letter(String letter) {
        return switch (this) {
            case ITALIC -> Nodes.identifier(letter);
            case UPRIGHT -> Nodes.upright(letter);
            default -> Nodes.upright(map(letter.codePointAt(0)));
        };
    }

    String number(String number) {
        if (digits == 0) {
            return Nodes.number(number);
        }
        StringBuilder mapped = new StringBuilder();
        number.codePoints().forEach(c -> mapped.appendCodePoint(c >= '0' && c <= '9' ? digits + (c - '0') : c));
        return Nodes.number(mapped.toString());
    }

    private String map(int letter) {
        String before = letterBefore(letter);
        if (before != null) {
            return before;
        }
        if (letter >= 'A' && letter <= 'Z') {
            return Character.toString(latin + letter - 'A');
        }
        if (letter >= 'a' && letter <= 'z') {
            return Character.toString(latin + 26 + letter - 'a');
        }
        if (greek != 0 && letter >= 'Α' && letter <= 'Ω') {
            return Character.toString(greek + letter - 'Α');
        }
        if (greek != 0 && letter >= 'α' && letter <= 'ω') {
            return Character.toString(greek + 26 + letter - 'α');
        }
        return Character.toString(letter);
    }

    private String letterBefore(int letter) {
        String pairs = switch (this) {
            case DOUBLE_STRUCK -> STRUCK_BEFORE;
            case SCRIPT -> SCRIPT_BEFORE;
            case FRAKTUR -> FRAKTUR_BEFORE;
            default -> "";
        };
        for (int i = 0; i < pairs.length(); i += 2) {
            if (pairs.charAt(i) == letter) {
                return pairs.substring(i + 1, i + 2);
            }
        }
        return null;
    }
}
