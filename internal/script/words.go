package script

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/westandtogether-assembly/assembly/internal/cell"
)

// InWords is a length of time as it is read out, to the second: "1 minute 30 seconds".
func InWords(d time.Duration) string {
	sec := int(max(d, 0).Round(time.Second) / time.Second)
	var out []string
	for _, u := range []struct {
		name string
		of   int
	}{{"hour", 3600}, {"minute", 60}, {"second", 1}} {
		if n := sec / u.of; n > 0 || u.of == 1 && out == nil {
			out = append(out, counted(n, u.name))
		}
		sec %= u.of
	}
	return strings.Join(out, " ")
}

// counted is a number of things in words.
func counted(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

func slideName(n int) string { return "Slide " + strconv.Itoa(n) }

// cleanLine is one line without anything that does not print. Its blanks stay.
func cleanLine(text string) string { return cell.Clean(text) }

// oneLine is clean text on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(cell.Clean(text)), " ") }

// sentences is texts in one line, each with a full stop where it ends without a sign.
func sentences(texts []string) string {
	out := ""
	for _, t := range texts {
		switch t = oneLine(t); {
		case t == "":
			continue
		case out == "":
		case strings.ContainsAny(out[len(out)-1:], ".,:;!?"):
			out += " "
		default:
			out += ". "
		}
		out += t
	}
	return out
}

// plain is a block's words in one style.
func plain(text string) []Run { return []Run{{Text: text}} }

// grouped matches the groups of digits of a number, which stay on one line.
var grouped = regexp.MustCompile(`\(?\d{1,8}\)?(?: \d{1,8}){1,4}`)

// eachNumber changes every number that is written in groups.
func eachNumber(text string, change func(string) string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	return grouped.ReplaceAllStringFunc(text, change)
}

const noBreak = "\u00a0"
