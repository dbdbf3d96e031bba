package rules_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides/rules"
)

func TestToCall(t *testing.T) {
	for text, want := range map[string]string{
		"You can call Childline. The number is 0800 1111.":    "0800 1111 Childline",
		"Ring 08001111 or the office on 01632 960123.":        "0800 1111 Childline|01632 960123 ",
		"In danger, call 999.":                                "999 emergency",
		"In 1999 we paid £1,999 at 10.30, for 101 lions.":     "",
		"The code of the parcel is 01632 960123.":             "",
		"Childline is 0800 1112, which nobody should call.":   "",
		"From 0900 to 1100 and from 1200 to 1300, in Year 6.": "",
	} {
		var got []string
		for _, n := range rules.FindNumbers(text) {
			if written, name, ok := rules.ToCall(n); ok {
				got = append(got, written+" "+name)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q has %q to call, want %q", text, s, want)
		}
	}
}
