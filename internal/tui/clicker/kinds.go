package clicker

import (
	"slices"
	"strings"
)

// kind is a kind of clickers and the keys that their buttons send.
type kind struct {
	name string
	keys string // the names of the keys, with blanks between them
	says string // what its user has to know; "" for nothing
}

// kinds are those of which it is known what they send. Where that was found, in November 2026:
//
//   - Logitech R400: askubuntu.com/questions/69804 and perek.it/help/keyboard-remapping; R700:
//     weibeld.net/mac/remap-presenter-keys.html; R800: blog.tottokug.com/entry/2016/05/22/164008. One button
//     sends F5 and Esc in turn, another a full stop.
//   - Logitech R500: github.com/emaballarin/ClickerOverride; Spotlight: github.com/jahnf/Projecteur, issue 43, and for
//     buttons that are held down issue 71.
//   - Kensington: github.com/SlidePilot/SlidePilot-macOS, issue 15, and lists.runrev.com, September 2004.
//   - Norwii: github.com/ubunatic/udev-norwii. Targus for Mac: jan.rychter.com/enblog/tag/mac.
//   - The keys of PowerPoint, for which the others are made: github.com/manifestinteractive/teleprompter, pull request 28.
//   - Air mice are keyboards of media players besides; a terminal hears of their volume keys on Windows only.
func kinds() []kind {
	return []kind{
		{name: "a Logitech R400, R700 or R800", keys: "pgup pgdown f5 esc .", says: "One of its buttons sends F5 and Esc in turn: both are harmless in a talk."},
		{
			name: "a Logitech R500 or Spotlight", keys: "left right",
			says: "Its pointer needs Logitech's own program. A button that is held down is one press.",
		},
		{name: "a Kensington", keys: "pgup pgdown b"},
		{name: "a Norwii", keys: "up down tab", says: "Tab is its third button: it opens the overview."},
		{name: "a Targus for Mac", keys: "shift+up shift+down", says: "It scrolls the notes and moves no slide: use another clicker."},
		{name: "another clicker made for PowerPoint", keys: "pgup pgdown f5 shift+f5 esc b . w , tab enter alt+tab"},
		{
			name: "an air mouse or a media remote", keys: "lowervol raisevol mute left right up down enter pgup pgdown mediaplaypause mediaplay medianext mediaprev",
			says: "Volume and mouse buttons move no slide: use its arrows or its page keys.",
		},
	}
}

// likely are the kinds that send all of the keys that were seen, those that send little else first. A single key
// tells too little.
func likely(seen []string) []kind {
	if len(seen) < 2 {
		return nil
	}
	out := slices.DeleteFunc(kinds(), func(k kind) bool {
		has := strings.Fields(k.keys)
		return slices.ContainsFunc(seen, func(key string) bool { return !slices.Contains(has, key) })
	})
	slices.SortStableFunc(out, func(a, b kind) int { return len(strings.Fields(a.keys)) - len(strings.Fields(b.keys)) })
	return out
}

// sent reports whether any kind of clickers sends a key. Another one was pressed on the keyboard.
func sent(key string) bool {
	return slices.ContainsFunc(kinds(), func(k kind) bool { return slices.Contains(strings.Fields(k.keys), key) })
}
