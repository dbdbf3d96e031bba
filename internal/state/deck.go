package state

import (
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
)

// deckKey names a deck in a saved talk: its absolute path, "" for the built-in deck.
func deckKey(path string) string {
	if path == "" {
		return ""
	}
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// DeckID tells decks apart in the runs, without saving where they are.
func DeckID(path string) string {
	if path == "" {
		return "built-in"
	}
	key := deckKey(path)
	if target, err := filepath.EvalSymlinks(key); err == nil {
		key = target
	} else if folder, err := filepath.EvalSymlinks(filepath.Dir(key)); err == nil {
		key = filepath.Join(folder, filepath.Base(key)) // The history of a deleted deck is still its own.
	}
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:8])
}
