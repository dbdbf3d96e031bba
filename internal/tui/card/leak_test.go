package card_test

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails where a test has left a goroutine behind. A bubble of testing/synctest sees to its own.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
