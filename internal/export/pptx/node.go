package pptx

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// node is an element of XML. A node without a name is left out, so that an element that is not needed
// can stand in its place in the list.
type node struct {
	name  string
	attrs []string // names and values in turn
	text  string
	kids  []node
}

func el(name string, kids ...node) node { return node{name: name, kids: kids} }

// with adds attributes: names and values in turn.
func (n node) with(pairs ...string) node {
	n.attrs = append(n.attrs[:len(n.attrs):len(n.attrs)], pairs...)
	return n
}

// maybe adds an attribute unless its value is empty.
func (n node) maybe(name, value string) node {
	if value == "" {
		return n
	}
	return n.with(name, value)
}

// holding gives the element text instead of children.
func (n node) holding(text string) node {
	n.text = text
	return n
}

// add puts more children behind those it has. The node it is called on may not be added to again: use
// what comes back.
func (n node) add(kids ...node) node {
	n.kids = append(n.kids, kids...)
	return n
}

// document is the node as a whole file.
func document(root node) []byte {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n")
	root.write(&b)
	return b.Bytes()
}

func (n node) write(b *bytes.Buffer) {
	if n.name == "" {
		return
	}
	b.WriteString("<" + n.name)
	for i := 0; i+1 < len(n.attrs); i += 2 {
		b.WriteString(" " + n.attrs[i] + `="`)
		escape(b, n.attrs[i+1])
		b.WriteByte('"')
	}
	if n.text == "" && len(n.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	escape(b, n.text)
	for _, kid := range n.kids {
		kid.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

func escape(b *bytes.Buffer, s string) {
	// A bytes.Buffer takes everything.
	_ = xml.EscapeText(b, []byte(clean(s)))
}

// clean leaves out what XML 1.0 cannot hold, even escaped. Bytes that are no UTF-8, among them halves
// of surrogate pairs, become the replacement character.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t', r == '\n', r == '\r':
			return r
		case r < ' ', r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}
