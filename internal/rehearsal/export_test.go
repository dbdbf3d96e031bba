package rehearsal

// Add is add, for runs without a deck.
var Add = (*Run).add
