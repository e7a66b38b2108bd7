package org.ridgeless.plots;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The commands of LaTeX that labels know, and the characters that they stand for. */
final class Latex {
    /** Commands that are written upright as they are called. */
    static final Set<String> FUNCTIONS = Set.of(
            "log", "ln", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "max", "min", "sup", "inf", "lim", "det",
            "dim", "ker", "deg", "arg", "Pr", "gcd");

    /** Marks above the letter before them. */
    static final Map<String, String> ACCENTS = Map.of(
            "hat",
            "ˆ",
            "widehat",
            "ˆ",
            "bar",
            "¯",
            "overline",
            "¯",
            "tilde",
            "˜",
            "widetilde",
            "˜",
            "dot",
            "˙",
            "ddot",
            "¨",
            "vec",
            "→");

    /** The same marks as Unicode puts them over the character before. */
    static final Map<String, String> COMBINING =
            Map.of("ˆ", "\u0302", "¯", "\u0304", "˜", "\u0303", "˙", "\u0307", "¨", "\u0308", "→", "\u20d7");

    /** Commands with one argument, in roman or bold type. */
    static final Set<String> ROMAN = Set.of("text", "mathrm", "operatorname", "textrm", "mathsf");

    static final Set<String> BOLD = Set.of("mathbf", "boldsymbol", "textbf", "bm");

    /** Commands that change spacing or size only. */
    static final Set<String> IGNORED =
            Set.of("left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "displaystyle", "limits", "!");

    /** Characters with room on both sides, unless they stand at the beginning or in an index. */
    static final String SPACED = "=<>+−≤≥≪≫≈∼≃≅∝≠≡→←↔⇒⇐⇔↦±∓∈∉⊂⊆×÷∧∨∪∩";

    private static final String TABLE = "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ "
            + "vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ "
            + "upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ "
            + "Upsilon Υ Phi Φ Psi Ψ Omega Ω "
            + "le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ ne ≠ neq ≠ approx ≈ sim ∼ simeq ≃ cong ≅ propto ∝ equiv ≡ "
            + "to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ iff ⇔ mapsto ↦ uparrow ↑ "
            + "downarrow ↓ pm ± mp ∓ times × div ÷ cdot · ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ odot ⊙ "
            + "infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪ cap ∩ "
            + "forall ∀ exists ∃ emptyset ∅ wedge ∧ vee ∨ neg ¬ perp ⊥ parallel ∥ mid ∣ vert | Vert ‖ | ‖ lVert ‖ "
            + "rVert ‖ lvert | rvert | langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ ell ℓ hbar ℏ Re ℜ Im ℑ "
            + "top ⊤ bot ⊥ intercal ⊺ dagger † prime ′ ldots … dots … cdots ⋯ vdots ⋮ angle ∠ degree ° "
            + "{ { } } $ $ % % & & # # _ _";

    private static final String SCRIPT_LETTERS = "EℰFℱHℋIℐLℒMℳRℛBℬ";
    private static final String DOUBLE_LETTERS = "RℝNℕZℤQℚCℂPℙ";

    private static final Map<String, String> SYMBOLS = new HashMap<>();

    static {
        String[] words = TABLE.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            SYMBOLS.put(words[i], words[i + 1]);
        }
        SYMBOLS.put(",", "\u2009");
        SYMBOLS.put(":", "\u2005");
        SYMBOLS.put(";", "\u2004");
        SYMBOLS.put(" ", " ");
        SYMBOLS.put("quad", "\u2003");
        SYMBOLS.put("qquad", "\u2003\u2003");
    }

    private Latex() {}

    /** The character of a command, or null. */
    static String symbol(String command) {
        return SYMBOLS.get(command);
    }

    /** A letter in script or blackboard bold, where there is one. */
    static String alphabet(String command, String letter) {
        String table = command.equals("mathbb") ? DOUBLE_LETTERS : SCRIPT_LETTERS;
        int at = letter.length() == 1 ? table.indexOf(letter) : -1;
        return at >= 0 && at % 2 == 0 ? table.substring(at + 1, at + 2) : letter;
    }
}
