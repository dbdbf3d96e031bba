package rules_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/slides/rules"
)

// wrongIn are the wrong numbers of a text, each with the right one.
func wrongIn(text string) string {
	var out []string
	for _, n := range rules.FindNumbers(text) {
		if verdict, right := rules.Judge(n); verdict == rules.Wrong {
			out = append(out, n.Text+" > "+right.Number)
		}
	}
	return strings.Join(out, "|")
}

// A wrong number beside the words of a call never passes.
func TestWrongNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"0800 11 11 1":             "0800 11 11 1 > 0800 1111",
		"0800 1111-1":              "0800 1111-1 > 0800 1111",
		"0800 789 321 1":           "0800 789 321 1 > 0800 789 321",
		"0800 789 321 12":          "0800 789 321 12 > 0800 789 321",
		"0800 789 321 123":         "0800 789 321 123 > 0800 789 321",
		"0800 789 3212 or":         "",
		"0800 555 111 1":           "0800 555 111 1 > 0800 555 111",
		"0808 800 5000 0":          "0808 800 5000 0 > 0808 800 5000",
		"0800 789 3 21 1":          "0800 789 3 21 1 > 0800 789 321",
		"Childline 0800 1111 1":    "0800 1111 1 > 0800 1111",
		"Ring 0800 789 321 1 now.": "0800 789 321 1 > 0800 789 321",
		"Call 999 9 now":           "999 9 > 999",
		"Call 9 9 9 9 now":         "9 9 9 9 > 999",

		"Call 999/110":                 "110 > 101",
		"Call 999 / 110":               "110 > 101",
		"Call 999,110":                 "110 > 101",
		"0800 789 322/101":             "0800 789 322 > 0800 789 321",
		"0800/789/312":                 "0800/789/312 > 0800 789 321",
		"0800, 789, 312":               "0800, 789, 312 > 0800 789 321",
		"0800:789:322":                 "0800:789:322 > 0800 789 321",
		"[0800] 789 322":               "[0800] 789 322 > 0800 789 321",
		"44 800 789 322":               "44 800 789 322 > 0800 789 321",
		"0800~789~322":                 "0800~789~322 > 0800 789 321",
		"0800_789_312":                 "0800_789_312 > 0800 789 321",
		"0800 78g 322":                 "0800 78g 322 > 0800 789 321",
		"0800 789\n312":                "0800 789\n312 > 0800 789 321",
		"Hotline: 0800\n789 312. Ring": "0800\n789 312 > 0800 789 321",
		"In danger, call\n998 at once": "998 > 999",

		"Police (not an emergency): 102":                   "102 > 101",
		"For the police when it is not urgent: 110":        "110 > 101",
		"Call 999 (emergency) or 110 (non-emergency)":      "110 > 101",
		"999 in an emergency, 110 otherwise":               "110 > 101",
		"998 for emergencies":                              "998 > 999",
		"998 in an emergency":                              "998 > 999",
		"Danger now: 998":                                  "998 > 999",
		"ring\u00a0998":                                    "998 > 999",
		"call 9999":                                        "9999 > 999",
		"dial 9999":                                        "9999 > 999",
		"call 1011":                                        "1011 > 101",
		"Call 99 now":                                      "99 > 999",
		"Police 999, emergency 101":                        "101 > 999",
		"In an emergency call 101":                         "101 > 999",
		"In an emergency, always call the police on 101.":  "101 > 999",
		"Non-emergency: 999":                               "999 > 101",
		"If it is not an emergency, ring 999":              "999 > 101",
		"Police, not an emergency: 999":                    "999 > 101",
		"Call 101 in an emergency":                         "101 > 999",
		"Call 999 if it is not an emergency":               "999 > 101",
		"In Manchester: police 110":                        "110 > 101",
		"Call 998 for the police":                          "998 > 999",
		"Childline (0800 2222)":                            "0800 2222 > 0800 1111",
		"Childline: 0800 2222":                             "0800 2222 > 0800 1111",
		"Childline helpline 0800 2222":                     "0800 2222 > 0800 1111",
		"0800 2222 (Childline)":                            "0800 2222 > 0800 1111",
		"0800 2222 is Childline.":                          "0800 2222 > 0800 1111",
		"The NSPCC helpline is 0808 800 5001":              "0808 800 5001 > 0808 800 5000",
		"Crimestoppers: 0800 111 555":                      "0800 111 555 > 0800 555 111",
		"Anti-Terrorist Hotline (confidential) 0800 123 4": "0800 123 4 > 0800 789 321",
		"Call 0800 1115 if you are open to it":             "0800 1115 > 0800 1111",
	} {
		if got := wrongIn(text); got != want {
			t.Errorf("%q: found %q, want %q", text, got, want)
		}
	}
}

// None of these is wrong.
func TestNotWrongNumbers(t *testing.T) {
	for _, text := range []string{
		"NSPCC helpline 0800 136 663", "Dial 100 for the operator", "Police officer 110", "Text 909 to give", "Open 0800 1115",
		"call number 110 in the register", "In Germany: police 110, fire 112", "ISBN 0800 789 322", "ISBN-10: 0800 789 322",
		"Childline 0800 111 1", "0800 789 321 24/7", "0800 1111 24 hours a day", "0800 1111, 24 hours", "0800 1111 9 to 5", "0800 1111 9-5", "0800 1111 (24 hours)",
		"Call 999 in an emergency and 101 if it is not.", "999 in an emergency, 101 otherwise", "Call 999 (emergency) or 101 (non-emergency)",
		"Call 101 for non-emergencies, 999 for emergencies", "In an emergency call 999. Otherwise call 101.", "Emergency 101: a course",
		"In an emergency, do not call 101: call 999", "If it is not an emergency, do not call 999", "Police 101, emergency 999",
		"Police, not an emergency: 101", "999 is for emergencies. 101 is for the police when it is not urgent.", "Emergency: 999, not an emergency: 101",
		"999, 101", "Emergency 999\nPolice 101", "In an emergency\n999\nPolice, not an emergency\n101", "Use 999 in an emergency, and 101 when it is not one",
		"Childline 0800 1111 Crimestoppers 0800 555 111", "0800 1111 Childline\n0800 789 321 Anti-Terrorist Hotline", "0800 1111 (Childline), 0800 555 111 (Crimestoppers)", "0800 1111 (Childline), 0161 496 0000 (office)", "Childline 0800 1111 (NSPCC)",
		"Call 10 friends", "call 99 pupils", "Call 1,999 people", "There are 998 in an emergency shelter", "Police officers in the hall: 110", "110 police officers",
		"Doors 0800, 1115", "0, 8, 0, 0, 1, 1, 1, 1", "call extension 9990", "0800 789 321 (999 in an emergency)", "The 1980s and 1990s", "10B, 10S and 998 others",
		"Emergency? 999! Not one? 101!", "call 999 or 101", "Ring 101 or 0800 789 321", "call 999/101", "0800 789 321/101", "Is it an emergency? Call 999. Not an emergency? Call 101.",
		"The police can be called on 101, and on 999 in an emergency", "Phone 101 when it is not an emergency. In an emergency phone 999.",
		"101 is for when it is not an emergency", "999 is the number in an emergency", "in danger: 999", "If you are in danger, call 999, or 101 if it can wait",
	} {
		if got := wrongIn(text); got != "" {
			t.Errorf("%q: found %q", text, got)
		}
	}
}

// Whatever stands behind an official number without a word, it is wrong with it, and never one to be put right.
func TestMoreDigitsAreWrong(t *testing.T) {
	for _, o := range long() {
		digits := strings.ReplaceAll(o.Number, " ", "")
		for _, written := range []string{o.Number, digits, digits[:4] + "-" + digits[4:], strings.ReplaceAll(o.Number, " ", "."), "+44 " + digits[1:]} {
			for _, more := range []string{" 1", "-1", " 7", " 12", ".3", " 1 2", " 123", " (1)", "\u00a05"} {
				for _, around := range []string{"Ring %", "Ring % now.", "Hotline\n%\n12 pupils", "Hotline (%)"} {
					text := strings.ReplaceAll(around, "%", written+more)
					wrong := wrongIn(text)
					if !strings.HasSuffix(wrong, " > "+o.Number) {
						t.Errorf("%q: found %q", text, wrong)
					}
				}
			}
		}
	}
}

// Signs of all kinds part the groups of an official number, and of a wrong one.
func TestSigns(t *testing.T) {
	for _, o := range long() {
		for _, sign := range []string{"/", " / ", ",", ", ", ":", ": ", "~", "_", "-", " - ", "–", ".", "·", ";", "\n", " \n", "'", "*"} {
			right := "Ring " + strings.ReplaceAll(o.Number, " ", sign)
			if got := rules.FindNumbers(right); len(got) != 1 || "Ring "+got[0].Text != right || wrongIn(right) != "" {
				t.Errorf("%q: found %+v, wrong %q", right, got, wrongIn(right))
			}
			slip := right[:len(right)-1] + "7"
			if got, want := wrongIn(slip), slip[len("Ring "):]+" > "+o.Number; got != want {
				t.Errorf("%q: found %q, want %q", slip, got, want)
			}
		}
	}
}

func TestLettersForDigits(t *testing.T) {
	for text, want := range map[string]string{
		"08OO 789 321": "is written with a letter O for a zero",
		"0800 789 32l": "is written with a letter l for a one",
		"0800 78g 321": "is written with a letter g for a nine",
		"0B00 789 321": "is written with a letter B for an eight",
		"0800 SSS 111": "",
		"0800 5S5 111": "is written with a letter S for a five",
	} {
		all := rules.FindNumbers(text)
		if want == "" && len(all) == 0 {
			continue
		}
		if len(all) != 1 {
			t.Errorf("%q: found %+v", text, all)
			continue
		}
		if verdict, _ := rules.Judge(all[0]); verdict != rules.Respaced || rules.Written(all[0]) != want {
			t.Errorf("%q is %v and %s, want %s", text, verdict, rules.Written(all[0]), want)
		}
	}
}
