package web_test

// everything is slides of every kind of block that a deck can hold.
const everything = `

---

# A picture

![A dot](crest.png)

---

# Every kind

A line with **bold**, *stress*, ~~struck~~ and ` + "`code`" + `.

1. First

   - nested

2. Second

<!-- pause -->

> Words of another

---

# A table

| Day | Who |
|:----|----:|
| Monday | Reader 1 |
| Tuesday | Reader 2 |

---

Nothing but a long line of words that goes on and on, so that it has to be broken into many lines
and drawn quite small, and even then there is a good deal of it to be read from the back of a hall
by people who would rather look out of the window at the rain on the roof of the bicycle shed.

---

# Lopadotemachoselachogaleokranioleipsanodrimhypotrimmatosilphioparaomelitokatakechymenokichlepikossyphophattoperisteralektryonoptekephalliokigklopeleiolagoiosiraiobaphetraganopterygon
`
