// Package manual is the folder of what is made from the help of the commands, for packages and for people: a manual
// page for each command in man, a script for each shell in completions, and help.html, one page with all of it.
// Nothing in it is written by hand; a test holds it to the program.
package manual

//go:generate go -C ../.. run ./cmd/manual
