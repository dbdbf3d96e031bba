package deck_test

import (
	"strings"
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/deck"
)

func TestParseTimeOfDay(t *testing.T) {
	for text, want := range map[string]string{
		"09:15": "09:15", "9:15": "09:15", "9.15": "09:15", "9:15am": "09:15", " 9.15 AM ": "09:15", "9.15 a.m.": "09:15",
		"9:15 p.m": "21:15", "2pm": "14:00", "2 PM": "14:00", "12pm": "12:00", "12am": "00:00", "0915": "09:15", "0:00": "00:00",
		"23:59": "23:59",
	} {
		if got, err := deck.ParseTimeOfDay(text); err != nil || got.Format("15:04") != want {
			t.Errorf("ParseTimeOfDay(%q) = %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"", "9", "24:00", "9:60", "9:15:00", "13pm", "soon", "9,15", "9.15.", "-9:15", "915am"} {
		if got, err := deck.ParseTimeOfDay(text); err == nil || !strings.Contains(err.Error(), `"9:15am"`) {
			t.Errorf("ParseTimeOfDay(%q) = %v, %v, want an error that says what is accepted", text, got, err)
		}
	}
}
