package dialect

import (
	"maps"
	"strings"
)

// remarkShow is a slide with what it inherits.
type remarkShow struct {
	at             int
	stages         []remarkStage
	notes          []remarkSpan
	header, footer []remarkSpan // of its layout
}

// remarkStage is what a step adds to a slide, with the properties that hold then.
type remarkStage struct {
	at    int
	spans []remarkSpan
	props map[string]string
}

// maxInherited is how many bytes the slides of a deck together take over from layouts, templates and variables.
const maxInherited = 1 << 20

// part reads a slide or a step of one.
func (r *remarkReader) part(p *remarkPart) {
	step := p.step
	if v, ok := p.props["continued"]; ok {
		step = v == "true"
	}
	excluded := strings.EqualFold(p.props["exclude"], "true")
	switch {
	case step && r.slide != nil && p.props["layout"] != "true":
		if !r.left && !excluded {
			r.step(p)
		}
	case step && r.left:
	case excluded:
		r.finish()
		r.leaveOut(p)
	default:
		r.finish()
		r.begin(p)
	}
}

// leaveOut leaves a slide out, with its steps.
func (r *remarkReader) leaveOut(p *remarkPart) {
	r.hide(p.at)
	r.left = true
}

// step adds a step to the slide.
func (r *remarkReader) step(p *remarkPart) {
	last := r.slide.stages[len(r.slide.stages)-1]
	stage := remarkStage{p.at, []remarkSpan{p.remarkSpan}, last.props}
	if len(p.props) > 0 {
		stage.props = r.inheritProps(p, last.props)
	}
	r.slide.stages = append(r.slide.stages, stage)
	r.slide.notes = append(r.slide.notes, p.notes...)
	if name := p.props["name"]; name != "" {
		r.named[name] = remarkStage{p.at, r.flat(), stage.props}
	}
}

// flat is what all steps of the slide show.
func (r *remarkReader) flat() []remarkSpan {
	var spans []remarkSpan
	for _, s := range r.slide.stages {
		if !r.w.take(len(s.spans)*spanCost, s.at) {
			break
		}
		spans = append(spans, s.spans...)
	}
	return spans
}

// spanCost is what the memory of a span counts for.
const spanCost = 8

// begin begins a slide, or a layout.
func (r *remarkReader) begin(p *remarkPart) {
	r.left = false
	stage := remarkStage{at: p.at, spans: []remarkSpan{p.remarkSpan}, props: p.props}
	s := &remarkShow{at: p.at, notes: p.notes}
	isLayout := p.props["layout"] == "true"
	if template, ok := r.named[p.props["template"]]; ok {
		stage = r.inherit(p, template)
	} else if p.props["layout"] == "false" {
		r.layout = nil
	} else if r.layout != nil && !isLayout {
		stage = r.inherit(p, r.layout.content)
		s.header, s.footer = r.layout.header, r.layout.footer
	}
	if name := p.props["name"]; name != "" {
		r.named[name] = stage
	}
	s.stages = []remarkStage{stage}
	if r.slide = s; isLayout {
		r.layout, r.slide = r.w.layout(stage), nil
	}
}

// inherit is a slide with what it has of a template.
func (r *remarkReader) inherit(p *remarkPart, template remarkStage) remarkStage {
	own := p.remarkSpan
	own.inner = true
	stage := remarkStage{at: p.at, props: r.inheritProps(p, template.props)}
	cost := 0
	for _, s := range template.spans {
		cost += s.to - s.from + spanCost
	}
	if !r.w.take(cost, p.at) {
		stage.spans = []remarkSpan{own}
		return stage
	}
	placed := false
	for _, s := range template.spans {
		before, behind, found := r.atContent(s)
		if placed || !found {
			stage.spans = append(stage.spans, s)
			continue
		}
		placed = true
		stage.spans = append(stage.spans, before, own, behind)
	}
	if !placed {
		stage.spans = append(stage.spans, own)
	}
	return stage
}

// atContent divides a span where it has {{content}}.
func (r *remarkReader) atContent(s remarkSpan) (before, behind remarkSpan, found bool) {
	for i, m := range s.marks {
		if m.kind == remarkVariable && variableName(r.file.Text[m.from:m.to]) == "content" {
			before = remarkSpan{s.from, m.from, s.marks[:i], s.inner}
			behind = remarkSpan{m.to, s.to, s.marks[i+1:], s.inner}
			return before, behind, true
		}
	}
	return s, s, false
}

// inheritProps are the properties of a part with those that it has of a template.
func (r *remarkReader) inheritProps(p *remarkPart, base map[string]string) map[string]string {
	props := maps.Clone(p.props)
	for key, value := range base {
		switch own, ok := props[key]; {
		case key == "name" || key == "layout" || key == "count" || !r.w.take(len(key)+len(value), p.at):
		case !ok:
			props[key] = value
		case key == "class":
			props[key] = value + ", " + own
		}
	}
	return props
}

// finish writes the slide that was read.
func (r *remarkReader) finish() {
	if r.slide != nil {
		r.w.show(r.slide)
	}
	r.slide = nil
}

// end writes the last slide, and tells how many were left out.
func (r *remarkReader) end() {
	r.finish()
	r.tellHidden("exclude: true")
}
