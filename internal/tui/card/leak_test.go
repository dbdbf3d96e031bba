package card_test

import (
	"testing"

	"go.uber.org/goleak"

	"github.com/westandtogether-assembly/assembly/internal/gctest"
)

// TestMain fails where a test has left a goroutine behind. A bubble of testing/synctest sees to its own.
func TestMain(m *testing.M) { goleak.VerifyTestMain(gctest.M{M: m}) }
