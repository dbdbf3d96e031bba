package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// spacings write an official number in the ways that people do.
func spacings(number string) []string {
	digits := strings.ReplaceAll(number, " ", "")
	var pairs []string
	for i := 0; i < len(digits); i += 2 {
		pairs = append(pairs, digits[i:min(i+2, len(digits))])
	}
	full := strings.Map(func(r rune) rune {
		if r == ' ' {
			return r
		}
		return r - '0' + '０'
	}, number)
	return []string{
		digits, strings.Join(pairs, " "), strings.Join(pairs, "."), strings.ReplaceAll(number, " ", "\u200b"),
		strings.ReplaceAll(number, " ", "."), strings.ReplaceAll(number, " ", "\u2009\u2009"), full,
		"(" + strings.Replace(number, " ", ") ", 1), "+44 " + number[1:], "+44 (0)" + number[1:], "0044 " + number[1:], "0044" + digits[1:],
		strings.NewReplacer("0", "O").Replace(number), strings.NewReplacer("1", "l").Replace("o" + number[1:]),
	}
}

func long() []rules.Official { return rules.Officials()[2:] }

func TestOfficialNumbers(t *testing.T) {
	for _, o := range rules.Officials() {
		text := "Ring " + o.Number + " now."
		got := rules.FindNumbers(text)
		if len(got) != 1 || got[0].Text != o.Number {
			t.Errorf("%q: found %+v", text, got)
			continue
		}
		if verdict, right := rules.Judge(got[0]); verdict != rules.Right || right != o {
			t.Errorf("%q is %v of %v", text, verdict, right)
		}
	}
	for _, o := range long() {
		for _, space := range []string{"\u00a0", "\u202f", "\u2009"} {
			expect(t, strings.ReplaceAll(o.Number, " ", space), rules.Right, o)
		}
		for _, text := range spacings(o.Number) {
			expect(t, text, rules.Respaced, o)
		}
	}
}

// expect holds the only number of a text to what it should be found to be.
func expect(t *testing.T, text string, want rules.Verdict, number rules.Official) {
	t.Helper()
	for _, around := range []string{"%s", "Ring %s, or ask.", "Room 7: %s\n12 pupils", "**%s**"} {
		whole := fmt.Sprintf(around, text)
		got := rules.FindNumbers(whole)
		if len(got) != 1 {
			t.Errorf("%q: found %d numbers, %+v", whole, len(got), got)
			continue
		}
		if whole[got[0].Start:got[0].End] != got[0].Text {
			t.Errorf("%q: %+v is not where it says", whole, got[0])
		}
		if verdict, right := rules.Judge(got[0]); verdict != want || right != number {
			t.Errorf("%q is %v of %v, want %v of %v", whole, verdict, right, want, number)
		}
	}
}

// slips are all slips of a number in a space that is kept as it is.
func slips(number string) []string {
	var out []string
	for i, r := range number {
		if r == ' ' {
			continue
		}
		for d := '0'; d <= '9'; d++ {
			if d != r {
				out = append(out, number[:i]+string(d)+number[i+1:])
			}
		}
		out = append(out, number[:i]+number[i+1:], number[:i]+string(r)+number[i:])
		j := i + 1
		if j < len(number) && number[j] == ' ' {
			j++
		}
		if j < len(number) && number[i] != number[j] {
			out = append(out, number[:i]+number[j:j+1]+number[i+1:j]+number[i:i+1]+number[j+1:])
		}
	}
	return out
}

func TestSlipsAreFound(t *testing.T) {
	for _, o := range long() {
		for _, number := range append([]string{strings.ReplaceAll(o.Number, " ", "")}, o.Number, strings.ReplaceAll(o.Number, " ", "\u00a0")) {
			if strings.Contains(number, "\u00a0") {
				continue // slips works on bytes; the spaces are replaced below
			}
			for _, text := range slips(number) {
				expect(t, text, rules.Wrong, o)
				expect(t, strings.ReplaceAll(text, " ", "\u00a0"), rules.Wrong, o)
			}
		}
	}
}

func TestShortNumbers(t *testing.T) {
	official := rules.Officials()
	for text, want := range map[string]rules.Official{
		"In an emergency, call 998.":                        official[0],
		"Dial 909 at once":                                  official[0],
		"call 101 or 989 if you need to":                    official[0],
		"Phone the police on 110.":                          official[1],
		"Tell the police on 011, or us":                     official[1],
		"Ring 100 if it is not an emergency":                official[1],
		"Use 401 when it is not an emergency":               official[1],
		"Tel: 102":                                          official[1],
		"The numbers to call are 101 and 919":               official[0],
		"You can call the police on 111.":                   official[1],
		"In an emergency, call 111.":                        official[0],
		"If it is not an emergency, call the police on 111": official[1],
	} {
		var wrong []rules.Official
		for _, n := range rules.FindNumbers(text) {
			if verdict, right := rules.Judge(n); verdict == rules.Wrong {
				wrong = append(wrong, right)
			}
		}
		if len(wrong) != 1 || wrong[0] != want {
			t.Errorf("%q: found %v, want %v", text, wrong, want)
		}
	}
}

// The label of a row decides what its number must be.
func TestRows(t *testing.T) {
	for _, c := range []struct{ label, number, want string }{
		{"Police, not an emergency", "101", ""},
		{"Police, not an emergency", "111", "101"},
		{"Police, not an emergency", "999", "101"},
		{"Police (non-emergency)", "110", "101"},
		{"Emergency (not in the letter)", "999", ""},
		{"Emergency", "099", "999"},
		{"Emergency", "101", "999"},
		{"Emergency", "112", ""},
		{"Emergency, text relay", "18000", ""},
		{"Police, text relay", "18001 101", ""},
		{"Emergency contact, school office", "0161 496 0000", ""},
		{"Anti-Terrorist Hotline, confidential", "0800 789 321", ""},
		{"Anti-Terrorist Hotline", "0800 1111", "0800 789 321"},
		{"Anti-Terrorist Hotline", "0800 987 123", "0800 789 321"},
		{"Childline", "0800 789 321", "0800 1111"},
		{"Childline", "0800 1111", ""},
		{"Crimestoppers", "0800 111 555", "0800 555 111"},
		{"NSPCC", "0808 800 500", "0808 800 5000"},
		{"NHS, when you are ill", "111", ""},
		{"NHS 111, not an emergency", "111", ""},
		{"Power cuts", "105", ""},
		{"Samaritans", "116 123", ""},
		{"School office", "0161 496 0000", ""},
		{"Office", "4321", ""},
		{"Reception, inside the school", "100", ""},
		{"Police", "111", "101"},
		{"Police", "999", ""},
		{"Ambulance", "998", "999"},
		{"For the anti-terrorist hotline. In an emergency, always call", "999", ""},
		{"or, in an emergency", "999", ""},
		{"for emergencies", "999", ""},
		{"Talk to us", "0800 789 312", "0800 789 321"},
		{"Emergency", "99", "999"},
		{"In an emergency", "9999", "999"},
		{"Emergency (inside the school)", "2222", ""},
		{"Police", "10", "101"},
		{"Call the police", "1001", "101"},
		{"Police", "99", "999"},
		{"Police, not an emergency", "10", "101"},
		{"Police officers who came", "10", ""},
		{"Police", "4321", ""},
		{"Police, school officer", "4321", ""},
		{"Helpers", "10", ""},
	} {
		verdict, right := rules.JudgeRow(c.label, c.number)
		if got := right.Number; (verdict == rules.Wrong) != (c.want != "") || c.want != "" && got != c.want {
			t.Errorf("%s: %s is %v of %v, want %q", c.label, c.number, verdict, right, c.want)
		}
	}
}

func TestNamedAhead(t *testing.T) {
	cases{
		rule: rules.Numbers,
		keep: []string{"Childline is free, on 0800 1111", "Call Childline, or the hotline on 0800 789 321"},
		broken: []string{"Call Childline free on 0800 789 321", "The Anti-Terrorist Hotline is 0800 1111",
			"NSPCC: 0800 1111"},
	}.run(t)
}

// None of these is a telephone number, or one that has to be an official one.
func TestNoNumbers(t *testing.T) {
	for _, text := range []string{
		"", "100 pupils", "page 110", "in 1999", "1999 and 2000", "1999-2000", "1914-1918, 1939-1945", "Year 10", "Year 10 and 11",
		"Years 7-11", "10:30", "9.15-10.45", "0800-1115", "0800 - 1115", "08:00-11:15", "08.00 - 11.15", "0900 1000 1100", "at 0800 hours",
		"01/09/2026", "01-09-2026", "01.09.2026", "2026-09-01", "25th May 2017", "ISBN 978-0-306-40615-7", "ISBN 0306406152",
		"M1 1AE", "SW1A 1AA", "£9.99", "£1,000,000", "£80 0789", "$999", "999 things", "call 100 pupils", "Ring 100 bells", "text 150 words to me",
		"The number 109 is prime", "My number is 110", "101 Dalmatians", "room 101", "Room 100", "use 100 as a base", "Use 100 when you add", "try 110", "98% of 101", "3.14159265", "1 + 1 = 2", "7 x 8 = 56",
		"2, 4, 8, 16, 32", "12 30 45 10", "1 000 000", "10 000 000", "John 3:16", "1 Corinthians 13:4-7", "Psalm 119:105", "Psalm 100",
		"Matthew 5:3-12; 6:9-13", "pages 800-1111", "pp. 100-101", "1-0-1", "Score 9-9", "2-1 (1-0)", "H2O", "O2", "CO2 and O3", "10l", "5ml",
		"A4 paper, 80 g", "24/7", "999/1000", "192.168.0.1", "127.0.0.1:8080", "v1.2.3", "#0800789", "CS101", "Boeing 747", "Area 51",
		"1 in 100", "1066 and 1666", "Apollo 11, 1969", "30 x 30", "7,8,9", "Group 1: 12, group 2: 10", "400 m in 1:01.99", "37°C",
		"112 pupils, 111 parents", "call 111 if you feel ill", "Call NHS 111", "call 112 in an emergency abroad", "116 123", "call 105 in a power cut",
		"118 118", "https://example.org/08007893211", "user@0800789312", "0800 hours on 11.11.1918", "http://x/0800 789", "110 metres hurdles", "the version number is 1.10", "police 1.01 and 9.98",
		"Dial M for Murder", "the police had 110 cars", "IIII", "lol", "OOO", "1,008,007,893", "0.0800789", "Ofsted 2019 2020 2021 2022",
	} {
		for _, n := range rules.FindNumbers(text) {
			if verdict, right := rules.Judge(n); verdict != rules.Unknown || len(n.Digits) > 8 {
				t.Errorf("%q: %q is %v of %v", text, n.Text, verdict, right)
			}
		}
	}
}

// A number of somebody else is one, and is no slip.
func TestOtherNumbers(t *testing.T) {
	for _, text := range []string{"0161 496 0000", "(0161) 496 0000", "020 7946 0958", "07700 900123", "+44 20 7946 0958", "0800 111 999",
		"0808 808 4994", "0300 123 4567", "+33 1 23 45 67 89", "0800 068 4141", "Call us: 0161-496-0000."} {
		got := rules.FindNumbers(text)
		if len(got) != 1 {
			t.Errorf("%q: found %+v", text, got)
			continue
		}
		if verdict, right := rules.Judge(got[0]); verdict != rules.Unknown {
			t.Errorf("%q is %v of %v", text, verdict, right)
		}
	}
}

// Several numbers are told apart, with or without words between them.
func TestSeveralNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"Ring 101 0800 789 321 999":     "101|0800 789 321",
		"0800 1111 0800 789 321":        "0800 1111|0800 789 321",
		"0800 1111 - 0808 800 5000":     "0800 1111|0808 800 5000",
		"Childline 0800 1111 24 hours":  "0800 1111",
		"Hotline 0800 789 312 24 hours": "0800 789 312",
		"0161 496 0000 0800 1111":       "0161 496 0000|0800 1111",
		"call 999, 101 or 0800 789 321": "999|101|0800 789 321",
		"ring 18001 0800 1111":          "0800 1111",
		"0800 1111\n0800 789 321":       "0800 1111|0800 789 321",
	} {
		var got []string
		for _, n := range rules.FindNumbers(text) {
			got = append(got, n.Text)
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

func FuzzFindNumbers(f *testing.F) {
	for _, seed := range []string{"Ring +44 (0)800 789 321", "０８００ １１１１", "0800-1115", "call 1O1 or 998", "(0", "+", "\xef\xbc", "0800\u200b1111"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, n := range rules.FindNumbers(text) {
			if n.Start < end || n.End <= n.Start || n.Text != text[n.Start:n.End] {
				t.Fatalf("%q: %+v", text, n)
			}
			end = n.End
			rules.Judge(n)
		}
		rules.JudgeRow(text, text)
	})
}
