package deck

import (
	"fmt"
	"strings"
	"time"
)

// ParseTimeOfDay reads a time on the wall's clock as people write it: "09:15", "9.15", "9:15am", "2 pm" or
// "0915". Only the hour and the minute of the result mean anything.
func ParseTimeOfDay(s string) (time.Time, error) {
	text := strings.ToLower(strings.Join(strings.Fields(s), ""))
	text = strings.NewReplacer("a.m.", "am", "p.m.", "pm", "a.m", "am", "p.m", "pm", ".", ":").Replace(text)
	for _, layout := range []string{"15:04", "3:04pm", "3pm", "1504"} {
		if t, err := time.Parse(layout, text); err == nil && !strings.HasPrefix(text, "24") {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf(`%q is not a time of day: expected one such as "09:15", "9.15", "9:15am" or "2 pm"`, s)
}
