package live

// Sites is what the presenter knows of the sites that follow over a relay.
type Sites struct {
	On      bool     // the talk goes over a relay
	Room    string   // its name there
	Trouble string   // what does not work, in words; "" for nothing
	Deaf    bool     // the relay cannot be heard, and all that follows is as it was before
	Sites   int      // that follow now
	Rooms   int      // hall screens and named classrooms of these sites
	Right   int      // of the rooms: they show what they should
	Others  int      // screens without a name; what they show is not known
	Wrong   []Site   // at most 8 of those with rooms that are not right, the worst first
	Lost    []string // names of sites that were there and are silent, at most 8
	Silent  int      // how many such sites there are
	All     []Site   // those that follow, by name, at most 200
}

// Site is one of them.
type Site struct {
	Name  string
	Count int      // rooms
	Not   int      // rooms that do not show what they should
	Rooms []string // names of such rooms, at most 8
}
