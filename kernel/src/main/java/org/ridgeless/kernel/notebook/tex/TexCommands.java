package org.ridgeless.kernel.notebook.tex;

import java.util.Map;

/** The control sequences: one method for each form of argument list, the symbols in {@link Symbols}. */
final class TexCommands {
    private static final Map<String, String> ACCENTS = Map.ofEntries(
            Map.entry("hat", "^"),
            Map.entry("widehat", "^"),
            Map.entry("tilde", "~"),
            Map.entry("widetilde", "~"),
            Map.entry("bar", "¯"),
            Map.entry("overline", "‾"),
            Map.entry("vec", "→"),
            Map.entry("overrightarrow", "→"),
            Map.entry("overleftarrow", "←"),
            Map.entry("dot", "˙"),
            Map.entry("ddot", "¨"),
            Map.entry("dddot", "⃛"),
            Map.entry("check", "ˇ"),
            Map.entry("breve", "˘"),
            Map.entry("acute", "´"),
            Map.entry("grave", "`"),
            Map.entry("mathring", "˚"));

    private static final Map<String, MathAlphabet> ALPHABETS = Map.ofEntries(
            Map.entry("mathbb", MathAlphabet.DOUBLE_STRUCK),
            Map.entry("mathbf", MathAlphabet.BOLD),
            Map.entry("boldsymbol", MathAlphabet.BOLD_ITALIC),
            Map.entry("bm", MathAlphabet.BOLD_ITALIC),
            Map.entry("pmb", MathAlphabet.BOLD_ITALIC),
            Map.entry("mathcal", MathAlphabet.SCRIPT),
            Map.entry("mathscr", MathAlphabet.SCRIPT),
            Map.entry("mathfrak", MathAlphabet.FRAKTUR),
            Map.entry("mathsf", MathAlphabet.SANS_SERIF),
            Map.entry("mathtt", MathAlphabet.TYPEWRITER),
            Map.entry("mathit", MathAlphabet.ITALIC),
            Map.entry("mathnormal", MathAlphabet.ITALIC));

    private static final Map<String, String> ARROWS = Map.of(
            "xrightarrow",
            "→",
            "xleftarrow",
            "←",
            "xRightarrow",
            "⇒",
            "xLeftarrow",
            "⇐",
            "xleftrightarrow",
            "↔",
            "xmapsto",
            "↦");

    private static final Map<String, String> NEGATIONS = Map.of("=", "≠", "<", "≮", ">", "≯");

    private final TexParser parser;
    private final TexScanner scanner;
    private final MathAlphabet alphabet;

    TexCommands(TexParser parser, TexScanner scanner, MathAlphabet alphabet) {
        this.parser = parser;
        this.scanner = scanner;
        this.alphabet = alphabet;
    }

    /** The node of the control sequence here; null if it leaves no trace. */
    Node read() {
        String name = scanner.command();
        Node symbol = Symbols.node(name, alphabet);
        if (symbol != null) {
            return symbol;
        }
        if (ACCENTS.containsKey(name)) {
            return accent(ACCENTS.get(name), name);
        }
        if (ALPHABETS.containsKey(name)) {
            return Node.ordinary(parser.argument(ALPHABETS.get(name)));
        }
        if (ARROWS.containsKey(name)) {
            return labelledArrow(ARROWS.get(name));
        }
        return name.matches("[bB]igg?[lrm]?") ? sizedBracket(name) : structure(name);
    }

    private Node structure(String name) {
        return switch (name) {
            case "frac", "cfrac" -> Node.ordinary(Nodes.element("mfrac", parser.argument(), parser.argument()));
            case "dfrac" -> styled("true", fraction());
            case "tfrac" -> styled("false", fraction());
            case "binom", "dbinom", "tbinom" -> binomial();
            case "sqrt" -> root();
            case "left" -> new TexBrackets(parser, scanner).read();
            case "begin" -> new TexEnvironment(parser, scanner).read();
            case "text", "textrm", "textnormal", "mbox", "hbox", "textup" -> Node.ordinary(Nodes.text(plain()));
            case "textbf" -> Node.ordinary("<mtext style=\"font-weight:bold\">" + Nodes.escape(plain()) + "</mtext>");
            case "textit", "emph" ->
                Node.ordinary("<mtext style=\"font-style:italic\">" + Nodes.escape(plain()) + "</mtext>");
            case "texttt" ->
                Node.ordinary("<mtext style=\"font-family:monospace\">" + Nodes.escape(plain()) + "</mtext>");
            case "mathrm", "rm", "mathup" -> upright();
            case "operatorname" -> operatorName();
            case "underline" -> Node.ordinary(Nodes.element("munder", parser.argument(), Nodes.operator("_")));
            case "overbrace" -> labelled("mover", "⏞");
            case "underbrace" -> labelled("munder", "⏟");
            case "overset", "stackrel" -> above();
            case "underset" -> below();
            case "substack" -> substack();
            case "not" -> negation();
            case "pmod" -> Node.ordinary(Nodes.text(" (mod ") + parser.argument() + Nodes.bracket(")"));
            case "bmod" -> Node.operator("<mo lspace=\"0.22em\" rspace=\"0.22em\">mod</mo>");
            case "boxed" ->
                Node.ordinary("<mrow style=\"border:1px solid;padding:0.3em\">" + parser.argument() + "</mrow>");
            case "phantom", "hphantom", "vphantom" -> Node.ordinary(Nodes.element("mphantom", parser.argument()));
            case "mathop", "mathbin", "mathrel", "mathord", "mathopen", "mathclose", "mathinner", "ensuremath" ->
                Node.ordinary(parser.argument());
            default -> withoutTrace(name);
        };
    }

    private Node withoutTrace(String name) {
        switch (name) {
            case "displaystyle" -> {
                return styled("true", parser.line());
            }
            case "textstyle", "scriptstyle" -> {
                return styled("false", parser.line());
            }
            case "tag" -> {
                return Node.ordinary(Nodes.text("  (" + plain() + ")"));
            }
            case "label", "color", "hspace", "vspace", "mathstrut" -> scanner.rawArgument();
            case "limits",
                    "nolimits",
                    "nonumber",
                    "notag",
                    "hfill",
                    "null",
                    "allowbreak",
                    "protect",
                    "hline",
                    "strut" -> {}
            case " ", "\n" -> {
                return new Node(Nodes.space("0.333em"), Node.Role.SPACE);
            }
            default -> {
                return Node.ordinary("<mtext class=\"unknown\">\\" + Nodes.escape(name) + "</mtext>");
            }
        }
        return null;
    }

    private String fraction() {
        return Nodes.element("mfrac", parser.argument(), parser.argument());
    }

    private static Node styled(String display, String body) {
        return Node.ordinary("<mstyle displaystyle=\"" + display + "\" scriptlevel=\"0\">" + body + "</mstyle>");
    }

    private Node binomial() {
        String over = parser.argument();
        String under = parser.argument();
        return Node.ordinary(Nodes.row("<mo>(</mo><mfrac linethickness=\"0\">" + over + under + "</mfrac><mo>)</mo>"));
    }

    private Node root() {
        String degree = scanner.rawOption();
        if (degree == null) {
            return Node.ordinary(Nodes.element("msqrt", parser.argument()));
        }
        return Node.ordinary(Nodes.element("mroot", parser.argument(), parser.fragment(degree)));
    }

    private Node accent(String mark, String name) {
        boolean wide = name.startsWith("wide") || name.startsWith("over");
        String stretchy = wide ? "" : " stretchy=\"false\"";
        return Node.ordinary(
                "<mover accent=\"true\">" + parser.argument() + "<mo" + stretchy + ">" + mark + "</mo></mover>");
    }

    private Node labelledArrow(String arrow) {
        String under = scanner.rawOption();
        String over = parser.argument();
        String shaft = "<mo stretchy=\"true\">" + arrow + "</mo>";
        return Node.operator(
                under == null
                        ? Nodes.element("mover", shaft, padded(over))
                        : Nodes.element("munderover", shaft, padded(parser.fragment(under)), padded(over)));
    }

    private static String padded(String label) {
        return Nodes.row(Nodes.space("0.4em") + label + Nodes.space("0.4em"));
    }

    private Node labelled(String element, String brace) {
        return new Node(Nodes.element(element, parser.argument(), Nodes.operator(brace)), Node.Role.LABELLED);
    }

    private Node above() {
        String label = parser.argument();
        return Node.operator(Nodes.element("mover", parser.argument(), label));
    }

    private Node below() {
        String label = parser.argument();
        return new Node(Nodes.element("munder", parser.argument(), label), Node.Role.FUNCTION);
    }

    private Node substack() {
        StringBuilder rows = new StringBuilder();
        for (String row : scanner.rawArgument().split("\\\\\\\\")) {
            rows.append(Nodes.element("mtr", Nodes.element("mtd", parser.fragment(row))));
        }
        return Node.ordinary(Nodes.element("mtable", rows.toString()));
    }

    private Node negation() {
        scanner.skipSpace();
        String negated = NEGATIONS.get(String.valueOf(scanner.peek()));
        if (negated != null) {
            scanner.next();
            return Node.operator(Nodes.operator(negated));
        }
        String symbol = scanner.peek() == '\\' ? Symbols.bracket(scanner.command()) : scanner.next();
        // The combining long solidus strikes through the character before it.
        return Node.operator(Nodes.operator(symbol + "\u0338"));
    }

    private Node sizedBracket(String name) {
        String size = name.startsWith("bigg")
                ? "2.4em"
                : name.startsWith("Bigg") ? "3em" : name.startsWith("big") ? "1.2em" : "1.8em";
        // In a row of its own, for browsers do not stretch a bracket that is itself the base of a script.
        return Node.operator("<mrow><mo stretchy=\"true\" symmetric=\"true\" minsize=\"" + size + "\" maxsize=\"" + size
                + "\">" + Nodes.escape(new TexBrackets(parser, scanner).delimiter()) + "</mo></mrow>");
    }

    private Node upright() {
        String raw = scanner.rawArgument();
        if (raw.matches("[A-Za-z0-9]+")) {
            return Node.ordinary(Nodes.upright(raw));
        }
        return raw.matches("[A-Za-z0-9 .,-]+")
                ? Node.ordinary(Nodes.text(raw))
                : Node.ordinary(parser.fragment(raw, MathAlphabet.UPRIGHT));
    }

    private Node operatorName() {
        boolean limits = scanner.skip("*");
        String name = scanner.rawArgument().replaceAll("\\\\[,;:! ]", " ").replaceAll("[{}\\\\]", "");
        return limits
                ? new Node(
                        "<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">" + Nodes.escape(name) + "</mo>",
                        Node.Role.FUNCTION_WITH_LIMITS)
                : new Node(Nodes.upright(name), Node.Role.FUNCTION);
    }

    /** The text argument here, without the escapes of LaTeX. */
    private String plain() {
        return scanner.rawArgument()
                .replaceAll("\\\\([%$&#_{}])", "$1")
                .replace("~", " ")
                .replace("$", "");
    }
}
