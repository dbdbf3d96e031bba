package session_test

import (
	"testing"

	"github.com/westandtogether-assembly/assembly/internal/gctest"
)

func TestMain(m *testing.M) { gctest.Run(m) }
