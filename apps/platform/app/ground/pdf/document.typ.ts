/**
 * The template of every document, in Typst. A constant of the code, so that it is the same from the sources and in the
 * built server. It reads one JSON text; only fonts embedded in the compiler are used, so that the same data print
 * the same everywhere. The mark stands at the head and foot of each page, to the right, in 12 points (TLP 2.0).
 */
export const documentTemplate = String.raw`
#let d = json(bytes(sys.inputs.data))

#let ink = rgb("#16212e")
#let quiet = rgb("#4a5868")
#let rule = rgb("#d9e0e6")
#let ground = rgb("#f5f7f9")
#let primary = rgb("#0b6b6b")
#let attention = rgb("#7a4f00")
#let attention-ground = rgb("#fff3d6")
#let fixed = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern Math")
#let colours = ("red": "#ff2b2b", "amber": "#ffc000", "amber+strict": "#ffc000", "green": "#33ff00", "clear": "#ffffff")

#let mark = box(fill: black, inset: (x: 5pt, y: 3.5pt), radius: 2pt,
  text(size: 12pt, weight: "bold", fill: rgb(colours.at(d.mark.tlp)), d.mark.label))
#let lines(words) = words.split("\n").map(line => [#line]).join(linebreak())
#let prose(words) = for part in words.split(regex("\n *\n+")) { par(lines(part)) }
#let code(words, width) = text(font: fixed, size: 7.5pt,
  words.clusters().chunks(width).map(part => [#part.join()]).join(linebreak()))
#let head(words) = text(size: 8.5pt, weight: "bold", fill: quiet, words)

#set document(title: d.title, author: d.issuer, date: datetime(..d.issuedAt))
#set text(lang: d.language, font: ("Libertinus Serif", "New Computer Modern Math", "DejaVu Sans Mono"),
  fallback: false, size: 10.5pt, fill: ink, hyphenate: false)
#set par(leading: 0.62em, spacing: 0.9em, justify: false)
#set page(paper: "a4", margin: (x: 20mm, top: 27mm, bottom: 24mm),
  header: grid(columns: (1fr, auto), align: (left + horizon, right + horizon), column-gutter: 8pt,
    text(size: 8.5pt, fill: quiet)[#d.number · #d.title], mark),
  footer: context grid(columns: (1fr, auto, auto), align: (left + horizon, right + horizon, right + horizon), column-gutter: 10pt,
    text(size: 8.5pt, fill: quiet)[#d.issuer · #d.issued],
    text(size: 8.5pt, fill: quiet)[#d.words.page #counter(page).display() #d.words.of #counter(page).final().first()],
    mark))

#set table(stroke: (_, row) => (bottom: if row == 0 { 0.9pt + quiet } else { 0.5pt + rule }), inset: (x: 4pt, y: 5pt), align: left + top)
#set list(marker: text(fill: primary, "•"), indent: 2pt, spacing: 0.7em)
#show title: set text(size: 21pt, weight: "bold")
#show title: set block(above: 0.5em, below: 0.7em)
#show heading.where(level: 1): set text(size: 14pt, fill: primary)
#show heading.where(level: 1): set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 2): set text(size: 11.5pt)
#show heading.where(level: 2): set block(above: 1.4em, below: 0.7em)

#let answers(it) = table(columns: (2fr, 3fr), table.header(..it.heads.map(head)),
  ..for row in it.rows {
    let value = if row.missing { text(weight: "bold", fill: attention, lines(row.value)) } else { lines(row.value) }
    (text(fill: quiet, lines(row.label)), table.cell(fill: if row.missing { attention-ground }, value))
  })
#let listing(it) = table(columns: it.widths.map(share => share * 1fr), table.header(..it.heads.map(head)),
  ..for row in it.rows { row.map(cell => text(size: 9.5pt, if type(cell) == str { lines(cell) } else { code(cell.code, 32) })) })

#let printed(it) = {
  if it.kind == "prose" { prose(it.text) }
  if it.kind == "note" { block(fill: ground, inset: 9pt, radius: 4pt, width: 100%, prose(it.text)) }
  if it.kind == "draft" { block(stroke: (left: 2.5pt + primary), inset: (left: 12pt, y: 4pt), width: 100%, prose(it.text)) }
  if it.kind == "answers" { answers(it) }
  if it.kind == "table" { listing(it) }
  if it.kind == "list" { list(..it.items.map(lines)) }
  if it.kind == "code" { block(fill: ground, inset: 9pt, radius: 4pt, width: 100%, code(it.code, 80)) }
}

#text(fill: quiet, lines(d.subtitle))
#title()
#par[#strong(d.mark.label) · #text(fill: quiet, d.mark.meaning)]

#for section in d.sections {
  heading(level: section.level, section.heading)
  for it in section.blocks { printed(it) }
}
#if d.attached != none {
  pdf.attach(d.attached.name, bytes(d.attached.verbatim), mime-type: d.attached.mediaType,
    description: d.attached.description, relationship: "source")
}
`;
