package tex_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/westandtogether-assembly/assembly/internal/markdown/tex"
)

func TestUnicode(t *testing.T) {
	for formula, want := range map[string]string{
		`x^2`:                              "x²",
		`x_1`:                              "x₁",
		`A = \pi r^2`:                      "A = πr²",
		`A=\pi r^2`:                        "A = πr²",
		`a^2 + b^2 = c^2`:                  "a² + b² = c²",
		`\ket{\psi} = a\ket0 + b \ket{1}`:  "|ψ⟩ = a|0⟩ + b|1⟩",
		`\bra{x}\ket{y} = \braket{x|y}`:    "⟨x||y⟩ = ⟨x|y⟩",
		`x^{10}`:                           "x¹⁰",
		`x_i^2`:                            "xᵢ²",
		`e^{i\pi} + 1 = 0`:                 "e^(iπ) + 1 = 0",
		`e^{-x}`:                           "e⁻ˣ",
		`x^{n_1}`:                          "x^(n₁)",
		`x^q`:                              "x^q",
		`x_{max}`:                          "xₘₐₓ",
		`10^{-3}`:                          "10⁻³",
		`-x + -3`:                          "−x + −3",
		`3 \times 4 \cdot 5`:               "3 × 4 · 5",
		`a \le b \ge c \ne d`:              "a ≤ b ≥ c ≠ d",
		`a\neq b`:                          "a ≠ b",
		`\sum_{i=1}^{n} i`:                 "∑ᵢ₌₁ⁿ i",
		`\int_0^1 f(x)\,dx`:                "∫₀¹ f(x) dx",
		`\lim_{x \to 0} f(x)`:              "lim_(x→0) f(x)",
		`f: A \rightarrow B`:               "f:A → B",
		`\sqrt{x}`:                         "√x",
		`\sqrt{x+1}`:                       "√(x + 1)",
		`\sqrt 2x`:                         "(√2)x",
		`\sqrt[3]{8} = 2`:                  "³√8 = 2",
		`\frac{a}{b}`:                      "a/b",
		`\frac{a+b}{c}`:                    "(a + b)/c",
		`\frac{1}{2a}`:                     "1/(2a)",
		`\frac{1}{2}x`:                     "½x",
		`\frac{1}{7}x`:                     "(1/7)x",
		`x\frac{a}{b}`:                     "x(a/b)",
		`2\frac12`:                         "2½",
		`2\frac37`:                         "2 3/7",
		`\frac{-b \pm \sqrt{b^2-4ac}}{2a}`: "(−b ± √(b² − 4ac))/(2a)",
		`\left(\frac{a}{b}\right)^2`:       "(a/b)²",
		`\frac{a}{b}^2`:                    "(a/b)²",
		`\text{speed} = \frac{\text{distance}}{\text{time}}`: "speed = distance/(time)",
		`\mathbb{R}^n`:     "ℝⁿ",
		`x \in \mathbb{N}`: "x ∈ ℕ",
		`x \not\in A`:      "x ∉ A",
		`x \not= y`:        "x ≠ y",
		`\sin x + \cos(y)`: "sin x + cos(y)",
		`2\sin\theta`:      "2 sin θ",
		`\{1, 2, \ldots\}`: "{1, 2, …}",
		`90^\circ`:         "90°",
		`f'(x)`:            "f′(x)",
		`\vec{v}`:          "v\u20d7",
		`H_2O`:             "H₂O",
		`\mathrm{CO_2}`:    "CO₂",
		`a \quad b`:        "a b",
		`50\%`:             "50%",
		`x := 3`:           "x := 3",
		`n!`:               "n!",
		`a = b \\ c = d`:   "a = b\nc = d",
		`\begin{aligned} a &= b \\ &= c \end{aligned}`: "a = b\n= c",
		`\$5`: "$5",
	} {
		if got, ok := tex.Unicode(formula); !ok || got != want {
			t.Errorf("Unicode(%q) = %q, %v, want %q", formula, got, ok, want)
		}
	}
}

func TestFormulasThatAreNotSimple(t *testing.T) {
	for _, formula := range []string{
		"", " ", `\`, `\frac{a}`, `\frac`, `{x`, `x}`, `x^`, `\begin{matrix} a & b \end{matrix}`, `\unknown{x}`,
		`\underbrace{x}_{y}`, `\text{a`, `\sqrt[q]{x}`, `a % b`, `\left`, `\left(`[:5], `\binom{n}{k}`, `a $ b`,
		strings.Repeat("{", 3000), strings.Repeat("{", 900) + strings.Repeat("}", 900), strings.Repeat(`\sqrt`, 300),
		strings.Repeat("^", 1000), strings.Repeat("x^", 500), strings.Repeat(`\left`, 300), strings.Repeat(`\frac`, 300),
		strings.Repeat(`\hat{`, 15) + "x" + strings.Repeat("}", 15),
	} {
		if got, ok := tex.Unicode(formula); ok {
			t.Errorf("Unicode(%.40q) = %q, want none", formula, got)
		}
	}
}

func FuzzUnicode(f *testing.F) {
	for _, s := range []string{`\frac{a}{b}^2_1`, `\left(x\right)`, `\text{a b}`, `x^{y^{z}}`, `\not\in`, `\sqrt[3]x`, `\hat{ab}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := tex.Unicode(s)
		if ok && (got == "" || utf8.ValidString(s) && !utf8.ValidString(got) || len(got) > 20*len(s)+20) {
			t.Errorf("Unicode(%q) = %q", s, got)
		}
	})
}
