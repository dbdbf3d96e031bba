package cli

import (
	"errors"

	"assembly/internal/check"
)

// fix shows what can be fixed in decks without changing what is said, asks, and writes it.
func (a *app) fix(_ *flags, _ check.Options, _ []string) error {
	return fail(errors.New("nothing can be fixed yet"), "leave out --fix")
}
