package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
)

// errDamaged reports a file that does not hold what was saved in it.
var errDamaged = errors.New("the file is damaged")

// sealed is a value as it is saved: a flipped digit is still JSON, and would mislead.
type sealed struct {
	Sum string          `json:"sum"` // of the bytes of Is
	Is  json.RawMessage `json:"is"`
}

// checksum is the CRC-32C of a text, in hexadecimal digits.
func checksum(text []byte) string {
	return fmt.Sprintf("%08x", crc32.Checksum(text, crc32.MakeTable(crc32.Castagnoli)))
}

// seal is the text of a value with its checksum.
func seal(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return json.Marshal(sealed{checksum(text), text})
}

// unseal reads a value that was sealed. What an older program saved without a checksum is read as it is: what it can
// hold is checked by whoever reads it.
func unseal(text []byte, v any) error {
	var s sealed
	if json.Unmarshal(text, &s) == nil && s.Sum != "" && s.Is != nil {
		if checksum(s.Is) != s.Sum {
			return errDamaged
		}
		text = s.Is
	}
	if err := json.Unmarshal(text, v); err != nil {
		return errors.Join(errDamaged, err)
	}
	return nil
}
