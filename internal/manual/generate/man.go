package generate

import (
	"fmt"
	"strings"
)

// manPage is a command's page for man, in the macros that every man knows. It has no date: the same tree gives the
// same page on any day.
func manPage(c command, all []command) []byte {
	var r roff
	r.line(`.\" Made from the help of the command by "go generate ./...".`)
	r.line(".TH " + strings.ToUpper(literal(c.page())) + ` 1 "" assembly "Manual of assembly"`)
	r.line(".nh", ".ad l") // Words are not broken: many of them are typed.
	r.section("NAME")
	r.text(literal(c.page()) + ` \- ` + prose(strings.ToLower(c.Short[:1])+c.Short[1:]))
	r.synopsis(c)
	r.section("DESCRIPTION")
	for i, p := range c.Paragraphs {
		if i > 0 {
			r.line(".PP")
		}
		r.text(sentence(p))
	}
	if c.Group == "" {
		r.commands(all[1:])
	}
	r.section("OPTIONS")
	for _, f := range c.Flags {
		r.tagged(f.tag(), sentence(f.Means))
	}
	if c.Group == "" {
		r.program()
	}
	r.section("EXAMPLES")
	r.line(".RS 4", ".nf")
	for _, e := range c.Examples {
		r.line(literal(e))
	}
	r.line(".fi", ".RE")
	r.seeAlso(c, all)
	return []byte(r.String())
}

// roff is a page in the making.
type roff struct{ strings.Builder }

func (r *roff) line(lines ...string) {
	for _, l := range lines {
		r.WriteString(l + "\n")
	}
}

// text writes words, in lines of a width that editors and mails can show. None of them is a macro.
func (r *roff) text(escaped string) {
	const width = 78
	line := ""
	for _, word := range strings.Fields(escaped) {
		if line != "" && len(line)+1+len(word) > width {
			r.line(line)
			line = ""
		}
		switch {
		case line != "":
			line += " " + word
		case strings.HasPrefix(word, "."):
			line = `\&` + word
		default:
			line = word
		}
	}
	r.line(line)
}

func (r *roff) section(title string) { r.line(".SH " + title) }

// tagged writes a paragraph with what it explains in front.
func (r *roff) tagged(tag, escaped string) {
	r.line(".TP")
	r.text(tag)
	r.text(escaped)
}

func (r *roff) terms(list []term) {
	for _, t := range list {
		r.tagged(bold(t.Name), sentence(t.Means))
	}
}

func (r *roff) synopsis(c command) {
	r.section("SYNOPSIS")
	r.text(bold(c.Path) + " " + literal(c.Usage))
	if c.Group == "" {
		r.line(".br")
		r.text(bold(c.Path) + ` \fICOMMAND\fR [flags]`)
	}
}

// commands lists the commands under their headings.
func (r *roff) commands(list []command) {
	r.section("COMMANDS")
	group := ""
	for _, c := range list {
		if c.Group != group {
			group = c.Group
			r.line(".SS " + prose(group))
		}
		r.tagged(`\fB`+literal(c.page())+`\fR(1)`, sentence(c.Short))
	}
}

// program writes what is so for every command.
func (r *roff) program() {
	r.section("KEYS")
	r.text("The help on the screen, ?, lists them too. A clicker sends PageDown and PageUp.")
	for _, t := range keyTables() {
		r.line(".SS " + prose(t.Title))
		r.terms(t.Keys)
	}
	r.section(`"EXIT STATUS"`)
	r.terms(exitCodes())
	r.section("ENVIRONMENT")
	r.terms(environment())
	r.section("FILES")
	for _, l := range locations() {
		r.tagged(bold(l.Linux), prose(l.What)+".")
		r.line(".br")
		r.text(fmt.Sprintf("On macOS: %s; on Windows: %s", literal(l.Mac), literal(l.Windows)))
	}
}

// seeAlso names the page of the program, or those of all commands.
func (r *roff) seeAlso(c command, all []command) {
	r.section(`"SEE ALSO"`)
	var pages []string
	for _, other := range all {
		if other.Path != c.Path && (c.Group == "" || other.Group == "" || other.Group == c.Group) {
			pages = append(pages, `\fB`+literal(other.page())+`\fR(1)`)
		}
	}
	r.text(strings.Join(pages, ",\n"))
}

// tag is a flag as it is typed, with what its value is called.
func (f flag) tag() string {
	var out []string
	for _, n := range f.Names {
		out = append(out, bold(n))
	}
	tag := strings.Join(out, ", ")
	if f.Value != "" {
		tag += ` \fI` + literal(f.Value) + `\fR`
	}
	return tag
}

func bold(text string) string { return `\fB` + literal(text) + `\fR` }

// sentence is prose with its flags in bold.
func sentence(text string) string {
	var b strings.Builder
	for _, s := range spans(text) {
		if s.Typed {
			b.WriteString(bold(s.Text))
		} else {
			b.WriteString(prose(s.Text))
		}
	}
	return b.String()
}

// prose is text as people read it.
func prose(text string) string {
	return strings.NewReplacer(`\`, `\(rs`, "'", `\(cq`, `"`, `\(dq`, "~", `\(ti`, "^", `\(ha`, "`", `\(ga`).Replace(text)
}

// literal is text as it is typed: each character stays what it is on a keyboard.
func literal(text string) string {
	return strings.NewReplacer(`\`, `\(rs`, "-", `\-`, "'", `\(aq`, `"`, `\(dq`, "~", `\(ti`, "^", `\(ha`, "`", `\(ga`).Replace(text)
}
