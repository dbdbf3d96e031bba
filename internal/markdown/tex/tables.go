package tex

import (
	"strings"
	"sync"
)

// names are commands and what they stand for, by how it stands beside others.
func names() map[class]string {
	return map[class]string{
		ordinary: `alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ
			lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ
			varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ
			Omega Ω infty ∞ partial ∂ nabla ∇ hbar ħ ell ℓ Re ℜ Im ℑ aleph ℵ emptyset ∅ varnothing ∅ forall ∀ exists ∃
			nexists ∄ neg ¬ lnot ¬ angle ∠ triangle △ square □ degree ° circ ° prime ′ dots … ldots … cdots ⋯ vdots ⋮
			ddots ⋱ dotsc … dotsb ⋯ top ⊤ bot ⊥ vert | Vert ‖ | ‖ backslash \ % % $ $ # # & & _ _ pounds £ euro € checkmark ✓
			star ⋆ bullet • dagger † imath ı jmath ȷ therefore ∴ because ∵ S § P ¶ copyright ©`,
		operator: `sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ bigcup ⋃ bigcap ⋂ bigoplus ⨁ bigotimes ⨂
			sin sin cos cos tan tan cot cot sec sec csc csc arcsin arcsin arccos arccos arctan arctan sinh sinh cosh cosh
			tanh tanh coth coth log log ln ln lg lg exp exp min min max max sup sup inf inf lim lim limsup limsup
			liminf liminf det det dim dim gcd gcd ker ker deg deg arg arg hom hom Pr Pr`,
		binary: `times × cdot · div ÷ pm ± mp ∓ ast ∗ cup ∪ cap ∩ setminus ∖ oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧
			land ∧ vee ∨ lor ∨ bmod mod`,
		relation: `le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > ll ≪ gg ≫ approx ≈ equiv ≡ cong ≅
			sim ∼ simeq ≃ propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ perp ⊥ parallel ∥ mid ∣
			to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ uparrow ↑ downarrow ↓ Rightarrow ⇒ Leftarrow ⇐
			Leftrightarrow ⇔ implies ⇒ impliedby ⇐ iff ⇔ longrightarrow ⟶ longleftarrow ⟵ Longrightarrow ⟹ mapsto ↦
			coloneqq ≔ colon : vdash ⊢ models ⊨ prec ≺ succ ≻ triangleq ≜ doteq ≐`,
		opening: `{ { lbrace { lbrack [ langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖`,
		closing: `} } rbrace } rbrack ] rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖`,
	}
}

// symbols are the commands without arguments.
var symbols = sync.OnceValue(func() map[string]atom { //nolint:gochecknoglobals // A value that never changes.
	out := map[string]atom{}
	for c, list := range names() {
		words := strings.Fields(list)
		for i := 0; i < len(words); i += 2 {
			out[words[i]] = atom{words[i+1], c}
		}
	}
	for _, name := range strings.Fields(", ; : > quad qquad enspace thinspace medspace thickspace") {
		out[name] = atom{" ", space}
	}
	out[" "] = atom{" ", space}
	for _, name := range strings.Fields("! displaystyle textstyle scriptstyle limits nolimits nonumber notag negthinspace") {
		out[name] = atom{class: invisible}
	}
	return out
})

// accents are commands that put a mark on their argument.
var accents = sync.OnceValue(func() map[string]rune { //nolint:gochecknoglobals // A value that never changes.
	return map[string]rune{
		"hat": '\u0302', "widehat": '\u0302', "bar": '\u0304', "overline": '\u0305', "vec": '\u20d7', "overrightarrow": '\u20d7',
		"dot": '\u0307', "ddot": '\u0308', "tilde": '\u0303', "widetilde": '\u0303', "check": '\u030c', "breve": '\u0306',
		"acute": '\u0301', "grave": '\u0300',
	}
})

// negations are the signs of relations that \not strikes through.
var negations = sync.OnceValue(func() map[string]string { //nolint:gochecknoglobals // A value that never changes.
	return map[string]string{"=": "≠", `\in`: "∉", `\subset`: "⊄", "<": "≮", ">": "≯", `\equiv`: "≢", `\exists`: "∄", `\mid`: "∤"}
})

// vulgar are fractions that are one character.
var vulgar = sync.OnceValue(func() map[string]string { //nolint:gochecknoglobals // A value that never changes.
	return map[string]string{
		"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
		"1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
	}
})

// superscripts are the characters that Unicode has raised.
var superscripts = sync.OnceValue(func() map[rune]rune { //nolint:gochecknoglobals // A value that never changes.
	return pairs("0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφ°′",
		"⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠ°′")
})

// subscripts are the characters that Unicode has lowered.
var subscripts = sync.OnceValue(func() map[rune]rune { //nolint:gochecknoglobals // A value that never changes.
	return pairs("0123456789+−-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
})

// pairs maps each character of one text to that of another.
func pairs(from, to string) map[rune]rune {
	out, other := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		out[r] = other[i]
	}
	return out
}
