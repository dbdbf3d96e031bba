package pptx

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// effect is how a shape comes onto the slide.
type effect struct {
	shape int // the number of the shape
	click int // the click it waits for, from 1
	kind  shapeKind
	rise  time.Duration // how long it takes to come up from its foot; 0 is at once
}

// shapeKind is what PowerPoint wants to know of a shape that is not there from the start.
type shapeKind uint8

const (
	wordsOnly shapeKind = iota
	filled
	picture
)

// clock writes the tree of a slide's animations and numbers its nodes.
type clock struct{ last int }

// timing is the animations of a slide, or nothing if everything is there from the start.
func timing(effects []effect) node {
	if len(effects) == 0 {
		return node{}
	}
	effects = slices.Clone(effects)
	slices.SortStableFunc(effects, func(a, b effect) int { return cmp.Compare(a.click, b.click) })
	var c clock
	return el("p:timing", el("p:tnLst", c.root(effects)), builds(effects))
}

// node is a time node with the next number.
func (c *clock) node(pairs ...string) node {
	c.last++
	return el("p:cTn").with("id", number(c.last)).with(pairs...)
}

func (c *clock) root(effects []effect) node {
	root := c.node("dur", "indefinite", "restart", "never", "nodeType", "tmRoot")
	main := c.node("dur", "indefinite", "nodeType", "mainSeq")
	clicks := el("p:childTnLst")
	for len(effects) > 0 {
		n := 1
		for n < len(effects) && effects[n].click == effects[0].click {
			n++
		}
		clicks = clicks.add(c.click(effects[:n]))
		effects = effects[n:]
	}
	seq := el("p:seq", main.add(clicks), step("p:prevCondLst", "onPrev"), step("p:nextCondLst", "onNext")).
		with("concurrent", "1", "nextAc", "seek")
	return el("p:par", root.add(el("p:childTnLst", seq)))
}

func step(name, event string) node {
	return el(name, el("p:cond", el("p:tgtEl", el("p:sldTgt"))).with("evt", event, "delay", "0"))
}

// after is the condition that begins a node.
func after(delay string) node { return el("p:stCondLst", el("p:cond").with("delay", delay)) }

// click is everything that appears together.
func (c *clock) click(effects []effect) node {
	outer := c.node("fill", "hold").add(after("indefinite"))
	inner := c.node("fill", "hold").add(after("0"))
	list := el("p:childTnLst")
	for i, e := range effects {
		nodeType := "withEffect"
		if i == 0 {
			nodeType = "clickEffect"
		}
		list = list.add(c.entrance(e, nodeType))
	}
	return el("p:par", outer.add(el("p:childTnLst", el("p:par", inner.add(list)))))
}

// entrance is one shape coming in: preset 1 is "appear", preset 22 is "wipe", whose subtype 4 is from
// the bottom. The wipe's filter names where it moves from the other side: down.
func (c *clock) entrance(e effect, nodeType string) node {
	preset, subtype := "1", "0"
	if e.rise > 0 {
		preset, subtype = "22", "4"
	}
	top := c.node("presetID", preset, "presetClass", "entr", "presetSubtype", subtype, "fill", "hold")
	if e.kind != picture {
		top = top.with("grpId", "0")
	}
	list := el("p:childTnLst", c.visible(e.shape))
	if e.rise > 0 {
		list = list.add(c.wipe(e))
	}
	return el("p:par", top.with("nodeType", nodeType).add(after("0"), list))
}

func (c *clock) visible(shape int) node {
	return el("p:set",
		el("p:cBhvr",
			c.node("dur", "1", "fill", "hold").add(after("0")),
			target(shape),
			el("p:attrNameLst", el("p:attrName").holding("style.visibility"))),
		el("p:to", el("p:strVal").with("val", "visible")))
}

func (c *clock) wipe(e effect) node {
	ms := number(int(min(max(1, e.rise.Round(time.Millisecond).Milliseconds()), math.MaxInt32)))
	return el("p:animEffect", el("p:cBhvr", c.node("dur", ms), target(e.shape))).
		with("transition", "in", "filter", "wipe(down)")
}

func target(shape int) node { return el("p:tgtEl", el("p:spTgt").with("spid", number(shape))) }

// builds lists the shapes that come in whole; pictures are not in it.
func builds(effects []effect) node {
	list := el("p:bldLst")
	for _, e := range effects {
		switch e.kind {
		case wordsOnly:
			list = list.add(el("p:bldP").with("spid", number(e.shape), "grpId", "0"))
		case filled:
			list = list.add(el("p:bldP").with("spid", number(e.shape), "grpId", "0", "animBg", "1"))
		case picture:
		}
	}
	if len(list.kids) == 0 {
		return node{}
	}
	return list
}
