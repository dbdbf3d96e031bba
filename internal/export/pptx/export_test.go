package pptx

// Validate is for the tests of decks, which import what imports this package.
var Validate = validate //nolint:gochecknoglobals // A function.
