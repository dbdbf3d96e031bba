package cli

import (
	"testing"
)

// Each screen of the doctor opens from its flag and from the list to tick off, and gives the terminal back.
func TestTheDoctorsScreens(t *testing.T) {
	t.Parallel()
	s := newSchool(t)
	s.open(80, 24, "doctor", "--card", "--hall", "18m, 2m").sees("18 m away, 9 heights").keys("\x1b[6~").sees("frame").keys("q").ends(exitDone)
	tm := s.open(80, 24, "doctor", "--keys").sees("Press every button").keys("\x1b[6~").sees("PageDown", "next").keys("\x1b[15~").sees("F5")
	tm.keys("qq").ends(exitDone)
	tm = s.open(80, 24, "doctor", "--list", s.deck).sees("This deck: ", "0 of 11 done").keys(enter).sees("1 of 11 done").keys("q")
	tm.ends(exitDone)
	tm = s.open(80, 24, s.deck).sees("6 slides").keys("5").sees("1 of 11 done")
	tm.keys("\x1b[F\x1b[A").sees("o opens the clicker test").keys("o").sees("Press every button").keys("qq").sees("1 of 11 done")
	tm.keys("\x1b[A").sees("o opens the test card").keys("o").sees("heights of the picture").keys("q").sees("1 of 11 done").keys("q").sees("6 slides").keys("q").ends(exitDone)
}
