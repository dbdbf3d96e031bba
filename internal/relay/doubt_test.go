package relay

import (
	"strconv"
	"testing"
	"testing/synctest"
	"time"
)

// A site that invents ever higher epochs does not have the room taken anew each time, and the highest counts at the next look.
func TestInventedEpochs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &Presenter{audience: newAudience(), toCheck: newBell(), epoch: 5}
		looks := 0
		for i := range uint64(100) {
			p.reported(encode(siteReport{Version: wireVersion, ID: "x" + strconv.FormatUint(i, 10), Epoch: 6 + i}))
			select {
			case <-p.toCheck:
				looks++
			default:
			}
			time.Sleep(checkEvery / 50)
		}
		if looks != 2 || p.floor != 105 {
			t.Errorf("within %v the claim is looked at %d times, and the highest epoch is %d", 2*checkEvery, looks, p.floor)
		}
	})
}
