package generate

import (
	"bytes"
	_ "embed" // for the template
	"html/template"
)

//go:embed help.html.tmpl
var pageTemplate string //nolint:gochecknoglobals // An embedded file is a variable.

// section is the commands below one heading.
type section struct {
	Title    string
	Commands []command
}

// page is what the page of help shows.
type page struct {
	Program   command
	Sections  []section
	Keys      []keyTable
	Exit      []term
	Variables []term
	Locations []location
}

// helpPage is one page with the help of every command. It needs no network, and has no scripts.
func helpPage(commands []command) ([]byte, error) {
	t, err := template.New("help").Funcs(template.FuncMap{"spans": spans}).Parse(pageTemplate)
	if err != nil {
		return nil, err
	}
	p := page{Program: commands[0], Keys: keyTables(), Exit: exitCodes(), Variables: environment(), Locations: locations()}
	for _, c := range commands[1:] {
		if n := len(p.Sections); n == 0 || p.Sections[n-1].Title != c.Group {
			p.Sections = append(p.Sections, section{Title: c.Group})
		}
		last := &p.Sections[len(p.Sections)-1]
		last.Commands = append(last.Commands, c)
	}
	var b bytes.Buffer
	err = t.Execute(&b, p)
	return b.Bytes(), err
}
