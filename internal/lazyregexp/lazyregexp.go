// Package lazyregexp holds regular expressions that are compiled when they are first used. A program pays for those of its
// packages at every start, and uses few of them in most.
package lazyregexp

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled when it is first used. Several goroutines may use it.
type Regexp struct{ compile func() *regexp.Regexp }

// New makes a regular expression. One that is not valid panics when it is first used.
func New(expr string) *Regexp {
	return &Regexp{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })}
}

// Match does what that of regexp.Regexp does.
func (r *Regexp) Match(b []byte) bool { return r.compile().Match(b) }

// MatchString does what that of regexp.Regexp does.
func (r *Regexp) MatchString(s string) bool { return r.compile().MatchString(s) }

// ReplaceAll does what that of regexp.Regexp does.
func (r *Regexp) ReplaceAll(src, repl []byte) []byte { return r.compile().ReplaceAll(src, repl) }

// ReplaceAllString does what that of regexp.Regexp does.
func (r *Regexp) ReplaceAllString(src, repl string) string {
	return r.compile().ReplaceAllString(src, repl)
}

// ReplaceAllFunc does what that of regexp.Regexp does.
func (r *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return r.compile().ReplaceAllFunc(src, repl)
}

// ReplaceAllStringFunc does what that of regexp.Regexp does.
func (r *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return r.compile().ReplaceAllStringFunc(src, repl)
}

// Find does what that of regexp.Regexp does.
func (r *Regexp) Find(b []byte) []byte { return r.compile().Find(b) }

// FindIndex does what that of regexp.Regexp does.
func (r *Regexp) FindIndex(b []byte) []int { return r.compile().FindIndex(b) }

// FindString does what that of regexp.Regexp does.
func (r *Regexp) FindString(s string) string { return r.compile().FindString(s) }

// FindStringIndex does what that of regexp.Regexp does.
func (r *Regexp) FindStringIndex(s string) []int { return r.compile().FindStringIndex(s) }

// FindSubmatch does what that of regexp.Regexp does.
func (r *Regexp) FindSubmatch(b []byte) [][]byte { return r.compile().FindSubmatch(b) }

// FindSubmatchIndex does what that of regexp.Regexp does.
func (r *Regexp) FindSubmatchIndex(b []byte) []int { return r.compile().FindSubmatchIndex(b) }

// FindStringSubmatch does what that of regexp.Regexp does.
func (r *Regexp) FindStringSubmatch(s string) []string { return r.compile().FindStringSubmatch(s) }

// FindStringSubmatchIndex does what that of regexp.Regexp does.
func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	return r.compile().FindStringSubmatchIndex(s)
}

// FindAllIndex does what that of regexp.Regexp does.
func (r *Regexp) FindAllIndex(b []byte, n int) [][]int { return r.compile().FindAllIndex(b, n) }

// FindAllString does what that of regexp.Regexp does.
func (r *Regexp) FindAllString(s string, n int) []string { return r.compile().FindAllString(s, n) }

// FindAllStringIndex does what that of regexp.Regexp does.
func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	return r.compile().FindAllStringIndex(s, n)
}

// FindAllSubmatch does what that of regexp.Regexp does.
func (r *Regexp) FindAllSubmatch(b []byte, n int) [][][]byte {
	return r.compile().FindAllSubmatch(b, n)
}

// FindAllSubmatchIndex does what that of regexp.Regexp does.
func (r *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return r.compile().FindAllSubmatchIndex(b, n)
}

// FindAllStringSubmatch does what that of regexp.Regexp does.
func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	return r.compile().FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex does what that of regexp.Regexp does.
func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return r.compile().FindAllStringSubmatchIndex(s, n)
}

// SubexpIndex does what that of regexp.Regexp does.
func (r *Regexp) SubexpIndex(name string) int { return r.compile().SubexpIndex(name) }

// Split does what that of regexp.Regexp does.
func (r *Regexp) Split(s string, n int) []string { return r.compile().Split(s, n) }
