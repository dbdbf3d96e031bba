package rules

// ToCall reports whether a number is one that people are told to call, and as it is to be written: an official number, or
// any other with words of calling beside it.
func ToCall(n Number) (written, name string, ok bool) {
	switch verdict, o := Judge(n); verdict {
	case Right, Respaced:
		return o.Number, o.Name, true
	case Unknown:
		return n.Text, "", talksOfCall(n.ahead) || talksOfCall(n.behind)
	case Wrong:
	}
	return "", "", false
}
