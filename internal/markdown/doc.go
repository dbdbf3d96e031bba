// Package markdown reads the deck format: Markdown with slide breaks, and comments that only the
// speaker sees. This comment is the format's specification.
//
// # A deck
//
//	---
//	title: "#WeStandTogether"
//	phases: [primary, secondary]
//	---
//
//	# All forms of extremism and hatred are wrong
//
//	<!-- pause -->
//
//	**Hatred is always wrong**
//
//	<!--
//	time: {primary: 1m30s, secondary: 1m15s}
//	notes:
//	  primary: |
//	    The police wrote a letter to head teachers.
//
//	    > That all forms of extremism and hatred is wrong
//
//	    [pause 3s] Those are big words.
//	  secondary: |
//	    ...
//	-->
//
//	---
//
//	# Tell someone
//
//	- Police, not an emergency: 101
//	- Anti-Terrorist Hotline, in confidence: 0800 789 321
//
// # The file
//
// A deck is UTF-8 text of at most 16 MB with the pictures in it, and 6 MB without. A byte-order mark is dropped, and lines may end in CRLF or
// CR. UTF-16 with a byte-order mark is read, and bytes that are not UTF-8 are read as Windows-1252:
// both with a notice. A file that contains zero bytes, or that begins like a PowerPoint file, a PDF
// or a picture, is refused.
//
// Terminal escape sequences are removed whole, and so are control characters, characters that change
// the direction of text (U+202A to U+202E, U+2066 to U+2069), U+2028, U+2029, byte-order marks
// within the text, and the private-use characters from U+100000 on; in the source, in entities, in
// YAML escapes and in values alike. No string of a deck contains any of them. A tab is a space.
//
// Diagnostics name file:line:column. Columns count bytes, in UTF-8, from 1.
//
// # Front matter
//
// A line --- at the top, YAML, and a line --- (or ...) are the front matter when the first line
// between them is "key: value", or when there is none; otherwise the first --- is a slide break.
// When a heading comes first, a known key must follow. The front matter is at most 256 KB.
//
//	format     the tool that the deck is for; see Decks made for other tools
//	title, sub_title, event, location, date    text
//	author, authors                            text, or a list
//	lang       a language tag: en-GB
//	duration   planned length of the talk: 10m30s, 90s, 1:30, 12 minutes, 1 min 30
//	finish     the bell: "09:15", 9.15, 9:15am, 2 pm
//	phases     a list of at most 20 names of letters, digits, - and _
//	pace       words a minute, 80 to 180, or a map by phase
//	source     path of the letter that must contain every block quote
//	theme      name of a palette, or a map with name
//	header     small print above every slide, footer: below; see Header and footer
//	fill       a map of values for {{name}}
//
// Another key is a warning; a wrong type, a bad value or a repeated key is an error. Paths start
// from the deck's folder and cannot leave it. What they name must be a file: a folder, a pipe or a
// device is never opened.
//
// # Slides
//
// A slide ends at a line of three or more hyphens, indented by at most three spaces, or at a
// comment <!-- end_slide --> on a line of its own, where no other comment is allowed; not inside a
// code fence or a comment. It also ends right below text, where CommonMark would make a heading of
// the text: a warning asks for an empty line. A slide without any content is left out, with a
// warning when it is between others. A deck needs a slide that shows something.
//
// What is shown is CommonMark with GitHub's tables, strike-through and bare addresses: headings,
// paragraphs, lists, quotes, code, tables, pictures. A single ~ within a word or a range, as in 5~10, is a
// character. The title is the first heading. A check box of
// a task list is shown as it is written. References to links work in all of the deck. A rule is dropped with a
// warning. A slide shows at most 256 KB of text, and is at most 4 MB long with its comments and the pictures in it. Lists and quotes nest 16 deep, and a table
// has at most 20 columns and 1000 cells: marks beyond that are text. What is longer than 32 KB is read in parts,
// which end at an empty line and never in code, however long the code is.
//
// A deck without any slide break is divided at its headings: those of the highest level that occurs more than
// once begin slides, and so do those above it; where these stand only above other headings, so do those of the
// next level that do not. With "format: assembly" it stays one slide.
//
// A picture is ![what it shows](path): PNG, JPEG, GIF or WebP, at most 20 MB and 40 million pixels, in
// the deck's folder, or data: in the deck itself. One that cannot be read or is cut off, an SVG or an address is a
// warning, and what it shows stands in its place in words; without such words it is left out, and a slide of
// nothing else says "(a picture)"; one of other things that cannot be drawn says "(a web page)", "(a film)" or
// "(a sound)". Nothing outside the folder is ever opened. A slide shows at most 20. A picture within a paragraph is shown below the text before it, and
// one in a heading below the heading.
//
// A list that was pasted is one: a line that begins with a bullet such as U+2022, U+25E6 or U+25AA, or with a
// dash or an o and a tab, is an item, and so are lines below each other that begin with a dash and a space. Those
// that begin with a middle dot (U+00B7) and a space are items below each other and beside other bullets. Their
// lines may run on.
// A line "Notes:" or "Speaker notes:" is shown like any other, and is a warning. In a deck of this format so is a
// paragraph's line "Note:", "Notes -" or "Presenter note:", and a line "Teacher:", "Presenter:" or "Speaker:" with
// other words than a name behind it.
//
// # HTML and what other tools draw
//
// HTML is the text in it: tags are dropped, and p, div, br and other tags of blocks begin a paragraph or a line.
// h1 to h6, ul, ol, li, dl, table, blockquote, pre, img, a, b, i, s, code, sup and sub, with their like, mean what
// they do in Markdown; what they open may be closed below Markdown that stands between empty lines. Text
// directly in HTML is not Markdown. Unknown elements are the text in them; one that nothing
// ends, such as <name>, is a warning, because it may have been meant as words. script, style, template, head, svg,
// iframe, video, audio, canvas, object and embed are left out with what is in them, with a warning for the
// slide. <aside class="notes"> and <div class="notes"> are notes.
//
// A short name such as :smile: is its emoji, not behind a letter or digit and not one that begins with a digit.
// A line ": meaning" below a paragraph makes the paragraph a bold term, with its meanings as a list. [^1] is the
// number of a footnote, whose text, [^1]: text, is shown at the end of the slide.
//
// A formula of TeX, $x^2$, $$x^2$$, \(x^2\), \[x^2\] or in a code fence called math, latex or katex, is shown in
// Unicode when it has a form in a line of text; otherwise its TeX is shown as code, with a warning. One that only
// defines commands shows nothing, with a warning. $$ and \[ may stand around several lines. Prices are not formulas: there is no space within the marks $ and no digit behind them,
// and what is between them does not read like words. \( and \[ need a mark of TeX between them.
//
// A code fence called mermaid, plantuml, dot, graphviz or d2 is shown as the words "(a diagram)", with a warning.
// Of a fence's info string, only the language counts: its first word, or the first class in braces.
//
// In a table, a | ends its cell even in code, and cells beyond the last column are not shown: both are a warning.
// At most 400 brackets of a slide may begin links.
//
// Lines of a block quote stay lines, as in a poem. Those of any other paragraph run on.
//
// # Screens
//
// A slide of text without pauses that has more than a screen of 80 by 24 holds, even in the
// terminal's own letters, is shown on several screens, a step each, with its title on all of them,
// and the header of a table too unless that is longer than six lines.
// It is divided behind sentences, items and lines, and a very long sentence at a blank. Where it is divided does not
// depend on the size of any screen. It is a warning.
//
// # Header and footer
//
// A header and a footer are a line of at most 200 characters each; marks of Markdown in them mean nothing
// but text, pictures are their words, and tags are dropped. They are small, in the margins of the slide,
// and are shortened where they are longer than a line. A screen of less than 16 rows has none, nor has one
// on which the slide would not be in drawn type, or would lose a line, because of them. Closing slides and
// reflections never have any; one that they name is a warning.
//
// # Steps
//
// A line <!-- pause -->, <!-- stop --> or ". . ." begins a reveal step when something is shown
// before it, since the last pause, and after it; otherwise it is a warning. It may be inside a list,
// a quote or an item. A pause in the middle of a line is a warning. Reflections have at least two
// steps.
//
// # Comments
//
// What begins with a typing mistake in <!--, such as <!- or <! --, or is escaped as &lt;!--, is a comment with a warning, and
// so is a line from <-- to -->. Words behind <!-->, where HTML ends a comment, are in it up to the next -->.
//
// A comment is never shown, wherever it is, except in code. It ends at the first -->; one that is
// never closed is an error, and so is a line --> that closes nothing. \<!-- is text.
//
// A comment is settings when it is a YAML map with at least one known key:
//
//	time       planned time: 90s, or {primary: 1m30s, secondary: 1m}
//	notes      text, or a map by phase
//	speaker    speaker's name
//	layout     title, message, text, reflection, closing, image
//	silence    how long a reflection's shape takes to fill, written like time
//	optional   true: may be skipped when time is short
//	skip       true: not in the deck at all
//	align      left, center, right
//	header     small print above the slide, footer: below; "" for none here
//
// In a map by phase the key "" is for every phase that is not named. An unknown key beside a known
// one is a warning, and one that is almost a known one an error, also alone in a map of several lines whose keys
// are all lower-case words. So is a map that is not YAML but begins with a known key, except that notes below a
// line "notes: |" need not be indented. A setting that is repeated replaces the earlier one, but notes add up.
//
// A comment on one line that begins with notes:, speaker:, header: or footer: is text to the end, whatever marks it
// contains, unless it begins with a quotation mark, a brace, | or >. A comment of more than 32 KB is not read, with
// a warning. One that is empty or
// begins with comment:, //, vim:, or what tools that check Markdown look for, such as markdownlint-, prettier-ignore,
// dprint-ignore, textlint- and cspell:, is ignored. Any other is a note.
//
// # Notes
//
// Notes are Markdown: each paragraph, item and quoted paragraph is one note. A block quote is the
// letter speaking; everything else is guidance, and so is a line right below a quote, which
// CommonMark would add to it. Bold is kept, other marks are dropped, HTML is text. Emoji have their short
// names. A slide has at most 64 KB of notes, and 2000 paragraphs and items of them in all phases together: what is beyond
// that is left out, with a warning. Items keep their
// numbers, counted on from the first as CommonMark does, and lists within lists their level. An
// indented paragraph is not code.
//
// The lines of a paragraph stay lines, as they do in a poem. Only where the writer wraps long lines do
// they run on: where a line of 60 characters or more goes on in the next with a letter that is not a
// capital, and does not end like a sentence. Then in these notes, whether below one notes: or in one
// comment, each line of 60 characters or more runs on, and so does one that had no room for the next
// word within the longest. Other lines stay lines, and so do those that end in two spaces or a backslash.
//
// Cues are in square brackets:
//
//	[pause 3s]    [wait]    [wait: for silence]    [do: dim the lights]    [next]
//
// Brackets that begin with pause, wait or do but are not a cue are an error; others are text, and
// so is \[. Those that differ from a cue by a typing mistake, and [click], are text and a warning. [next] is where the speaker presses next; [next slide], [next step] and [next: why] are
// the same, and what follows it in its paragraph is a note of its own. Notes without a phase also go to phases that have notes of their own, unless both are
// in one map.
//
// # Layouts
//
// A slide that names no layout gets the first of these that fits:
//
//	reflection   it has a silence
//	closing      it is the last slide, no slide names closing, and each item of its lists
//	             is "label: number"
//	image        one picture, and at most a heading
//	title        the first slide: a heading alone
//	message      a heading alone; or a heading and, a step later, one paragraph all in bold
//	title        a heading of level 1 (on the first slide: any) and a lower heading or a
//	             paragraph of at most 90 characters
//	text         anything else
//
// A deck has one closing slide, the last that is named so.
//
// # Fill
//
// {{name}} and {{name|words to use instead}} are replaced by the value of name: from Options, from
// fill in the front matter, or the words. Without any of these it is an error; where nothing is filled in at
// all, the braces may be another tool's, and are shown as written, with a warning for each name. They work in the text
// of slides, in notes, in settings and in the front matter, but not in code. A value is plain text:
// marks in it mean nothing. The words are on one line and contain no backtick. \{{ is text. Values
// may add at most 256 KB to a deck and 8 KB to a slide. A value from Options for a name that is not in
// the deck is a warning.
//
// # Decks made for other tools
//
// Read as what they mean here: speaker_note and speaker_notes for notes, alignment for align, _header and
// _footer for header and footer, <!-- skip_slide -->, a line ??? with notes below it to the end of the
// slide.
//
// A deck that has the signs of another tool, or names it as its format (slides, lookatme, presenterm, patat,
// marp, slidev, remark, reveal, mdp), is read as that tool reads it, with a notice. Settings that the tool means in
// another way are never errors. Files that it brings in are in the deck's folder, and are read again when they
// change.
// In all of them a comment that means nothing to the tool is notes, and <!-- time: 90s --> and the other
// settings of this format work.
//
// presenterm: title, sub_title, event, location, date and authors make a title slide. Text above === or
// --- is a title. A line --- ends a slide with end_slide_shorthand, or when no <!-- end_slide --> is in the
// deck; otherwise it is a line that is not drawn. implicit_slide_ends, h1_slide_titles, incremental_lists
// and command_prefix are followed, and so are pause, skip_slide, alignment, speaker_note and include: the
// slides of a file in the deck's folder, at most 5 within each other. A fence "file" shows the file that it
// names. Columns stand below each other; tables are shown at once.
//
// patat: with a rule in the deck, slides end at rules; otherwise headings of the slide level begin them,
// and those above it are slides of their own. The slide level is slideLevel, or the highest level with
// something other than a heading right below. ". . ." stands alone, with empty lines around it.
// incrementalLists, and a block quote that is a list, show lists item by item. <!--config: is left out.
// Pandoc's tables, {attributes}, lines that begin with |, settings within the deck and blocks between lines
// ::: are read; ::: notes is notes. A deck for pandoc alone, which begins with % lines, has such blocks or
// keys that patat has not, has a title slide, and headings begin slides beside rules.
//
// lookatme: with a rule in the deck, slides end at rules; otherwise headings begin them, those of the
// highest level, the first heading aside when it is the only one of its level. <!-- stop --> is a step, and a
// fence "file" shows a file.
//
// slides: slides end at lines that are exactly ---, in code too. Lines that begin with /// are not shown.
//
// Slidev: a line that begins with --- ends a slide. What stands right below it, up to the next ---, is the
// slide's settings, and so is a fence "yaml" at its top: with hide or disabled it is left out, src brings in
// the slides of another file of the deck's folder (file.md#2,4-5), image in a layout of pictures is shown.
// Pictures whose path begins with / are in the folder public. v-click, v-clicks and v-switch are steps, and
// so are the stages of magic-move; a line <<< shows a file. The comment at the end is the notes, in which
// [click] is [next]; other comments, styles, scripts and expressions are left out. Columns stand below each
// other.
//
// Marp: slides end at the rules of CommonMark, and headings begin them as headingDivider says. Comments that
// are directives are left out; header and footer are shown. Lists with * or 1) are shown item by item. Lines
// stay lines. A picture "bg" is shown beside the text, with left or right, or when it is alone.
//
// mdp: slides end at lines of hyphens or stars below an empty line, and ^ or <br> at the beginning of a line
// is a step. Lines stay lines, and -> and <- around the words of one are not shown. Lines that begin with %
// at the top are not shown.
//
// remark: lines "key: value" at the top of a slide and <!-- key: value --> are properties, and are not shown.
// A line --- ends a slide, a line -- begins a step, and a line ??? begins notes up to the next of these three.
// .class[text] is its text; over several lines it is blocks of its own. layout, template, continued, exclude,
// {{content}} and {{property}} mean what they do there, and class: center or right is align. A layout of a few
// words is the footer of the slides below it, or the header when its class is named for it; one with a
// heading or a list stands on the slides. ![:scale 50%](path) is a picture; other macros are left out with a
// warning. Links work on all slides. Marks of bold text need no blank around them, and a formula in backticks is
// one. R Markdown of xaringan gets its title slide; code that R would run but not show is left out, with a warning,
// or is the pictures that its include_graphics names. The page of HTML that shows a deck may be read too: only what
// stands in its <textarea id="source"> is the deck.
//
// reveal.js: slides end at ---, ----, and -- below an empty line, or at what the front matter of reveal-md or
// HackMD sets as separator and verticalSeparator. Notes begin at a line Note: or notesSeparator, and go to the
// end of the slide; they also stand in <aside class="notes"> and data-notes. A fragment, in a comment
// <!-- .element: class="fragment" --> or in a tag, is a step. A slide with data-visibility="hidden" is left
// out. Other .slide and .element comments, and the numbers of lines behind the language of code, are dropped.
// `$x$` in a code span is a formula. Of GitPitch, slides that end at +++, #HSLIDE, #VSLIDE and ---?image=path are
// read, and marks such as @snap[north], @ul, @color[red](words) and @[1-3](words), of which the words are shown.
//
// In both, a background is shown when the slide has nothing else.
package markdown
