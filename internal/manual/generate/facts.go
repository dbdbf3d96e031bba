package generate

// exitCodes are what the program ends with.
func exitCodes() []term {
	return []term{
		{"0", "done"},
		{"1", "failed; standard error says why, and what to do now"},
		{"2", "called with a command, flag or value that it does not know"},
		{"3", "assembly check found errors in a deck"},
		{"130", "interrupted, as by Ctrl+C"},
	}
}

// environment is the variables that the program reads and people may set.
func environment() []term {
	return []term{
		{"ASSEMBLY_TYPE", "how large type is drawn where --type does not say: shades, blocks, halves, ascii or letters"},
		{"NO_COLOR", "if it is set, nothing is printed in colour or bold"},
		{"TERM", "the kind of terminal; dumb means linear text, as for a pipe"},
		{"COLORTERM", "truecolor where the terminal shows every colour and does not say so itself"},
		{"SOURCE_DATE_EPOCH", "the day, in seconds since 1970, that written files name instead of today"},
		{"XDG_STATE_HOME", "the folder in which the state folder lies (see Files)"},
		{"XDG_RUNTIME_DIR", "the folder in which halls are told where the presenter is, while the state folder takes no file"},
		{"XDG_CACHE_HOME", "the folder in which the cache folder lies (see Files), on Linux"},
		{"NATS_URL", "the server of --relay, where --room is given without it"},
		{"NATS_USER, NATS_PASSWORD", "who connects to the server of --relay"},
		{"NATS_CREDS, NATS_NKEY", "files with credentials for the server of --relay"},
		{"NATS_CA, NATS_CERT, NATS_KEY", "files with the certificates to trust, with a certificate of your own and with its key, for --relay"},
	}
}

// location is where something is saved on each system.
type location struct {
	What, Linux, Mac, Windows string
}

// locations are the folders that the program writes besides the files it is asked for.
func locations() []location {
	return []location{
		{
			"The state folder: rehearsals, an unfinished talk, recent decks with their phases, speakers' paces, and the list ticked off",
			"~/.local/state/assembly", "~/Library/Application Support/assembly", `%LOCALAPPDATA%\assembly`,
		},
		{
			"The cache folder: which fonts this computer has",
			"~/.cache/assembly", "~/Library/Caches/assembly", `%LOCALAPPDATA%\assembly`,
		},
	}
}
