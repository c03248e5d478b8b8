/* The menu of each finding: copies it, or the lines that would correct it in editorial.yml; opens an issue on it.
   An element with data-finding="KIND SEAL NAME" is one: no seal, nothing to correct; no name, its id is the name.
   Nothing is sent by itself, and no other host is asked for anything. */
(() => {
  "use strict"

  const FORM = ""
  const STANCES = "agrees, rejects, demands, proposes, commits, plans, warns, criticises, praises, doubts, claims, denies, confirms, states"
  const TITLED = { leaders: "name", "open-issues": "title", disagreements: "title", agreements: "title" }
  const MARK = "a[title^='“'], a[data-said]"
  const OURS = "button, .headerlink, .card, .own"
  const MOST = 1500 // characters of an issue

  const el = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given)
    made.append(...inside)
    return made
  }
  const bare = text => text.replace(/\s+/g, " ").trim()
  const cut = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text)
  const room = () => document.querySelector("article") ?? document.body

  /* ---- The words of a finding ---- */

  /* The elements that tell it: a line or a row; else its heading with what stands below. */
  const partsOf = at => {
    if (at.matches("td a")) return [at.closest("tr")]
    if (at.matches(".own")) {
      const line = at.closest("li, p") ?? at, others = [...line.querySelectorAll(".own")]
      if (others.length > 1) return [ofSeveral(line, others[others.indexOf(at) - 1], at)]
      return line.nextElementSibling?.matches(".sides") ? [line, line.nextElementSibling] : [line]
    }
    const parts = [at], whole = at.matches("h1") ? ".facts, #role + ul" : "p:not(.facts), ul, .sides"
    const end = at.matches("h1") ? "#role ~ :is(h2, div)" : "h1, h2, h3, p[data-finding]"
    for (let next = at.nextElementSibling; next && !next.matches(end); next = next.nextElementSibling)
      if (next.matches(whole)) parts.push(next)
    return parts
  }
  /* Of a line that tells several: its first words in bold, and what stands before this link. */
  const ofSeveral = (line, last, at) => {
    const range = document.createRange()
    range.selectNodeContents(line)
    range.setEndBefore(at)
    if (!last) return el("span", {}, range.cloneContents())
    range.setStartAfter(last.closest(".kept") ?? last)
    const rest = el("span", {}, range.cloneContents())
    rest.querySelectorAll("button").forEach(node => node.remove())
    rest.normalize()
    rest.firstChild.data = rest.firstChild.data?.replace(/^[\s;]+/, "")
    return el("span", {}, line.querySelector("strong")?.cloneNode(true) ?? "", " — ", rest)
  }
  const said = (node, keys = true) => {
    const copy = el("div", { className: "said" }, node.cloneNode(true))
    copy.querySelectorAll(OURS).forEach(ours => ours.remove())
    copy.querySelectorAll(MARK).forEach(a => { a.textContent = keys ? `[${bare(a.textContent)}]` : "" })
    return bare(copy.textContent)
  }
  const address = at => {
    if (at.matches("a")) return at.href
    return at.querySelector(".headerlink")?.href ?? location.href.split(/[?#]/)[0] + (at.id && `#${at.id}`)
  }
  const asText = at => {
    const parts = partsOf(at)
    const marks = new Map(parts.flatMap(p => [...p.querySelectorAll(MARK)].map(a => [bare(a.textContent), a])))
    const cited = [...marks].map(([key, a]) => `[${key}] ${a.title || a.dataset.said} ${a.href}`)
    return [...parts.map(part => said(part)).filter(Boolean), ...cited, address(at)].join("\n")
  }

  /* ---- The lines for editorial.yml ---- */

  /* What YAML can't hold as it stands, or takes for the end of a line. */
  const ODD = /[\p{C}\p{Zl}\p{Zp}]/gu
  const quoted = text => JSON.stringify(text)
    .replace(ODD, c => `\\U${c.codePointAt(0).toString(16).padStart(8, "0")}`)
  const key = name => (/^[a-z][a-z0-9/-]*$/.test(name) && !/^(?:[yn]|yes|no|o[nf]f?|true|false|null)$/.test(name) ? name : quoted(name))
  const entry = (finding, ...lines) => {
    const words = finding.at.matches("h1") ? [finding.at] : partsOf(finding.at)
    const first = cut(bare(words.map(part => said(part, false)).join(" ").replace(ODD, " ")), 70)
    return `# ${first}\n${key(finding.name)}:\n${lines.map(line => `  ${line}\n`).join("")}`
  }
  const titleOf = ({ at, kind }) => {
    const node = !at.matches(".own") ? at : kind === "disagreements" ? at.parentElement.querySelector("strong") : null
    const title = node ? said(node, false) : ""
    return /^“[^“”]*”$/.test(title) ? title.slice(1, -1) : title
  }
  const corrections = finding => {
    const { kind, seal } = finding, called = TITLED[kind], of = []
    if (!seal) return of
    const add = (label, ...lines) => of.push([label, () => entry(finding, ...lines)])
    add("Hide it", "hide: true # or why, in words")
    if (kind === "positions") {
      add("Correct the holder", "holder: # who holds it? an id or a name")
      add("Correct the stance", `stance: # ${STANCES}`)
    }
    const title = titleOf(finding)
    if (called) add(`Change the ${called}`, title ? `${called}: ${quoted(title)}` : `${called}: # what it is called`)
    add("Add a note", "note: # your comment, shown as yours")
    add("Mark as checked", "reviewed: true # or your name", `seen: "${seal}"`)
    return of
  }
  const read = at => {
    const [kind, seal, name] = at.dataset.finding.split(" ")
    return { at, kind, seal, name: name ?? (at.id || decodeURIComponent(at.hash ?? "").slice(1)) }
  }

  const issue = finding => {
    const words = asText(finding.at).split("\n")
    const head = `Finding: ${finding.name} (${finding.kind.replace("-", " ")}${finding.seal ? `, seen ${finding.seal}` : ""})`
    const ask = "What is wrong:"
    const url = new URL(FORM)
    url.searchParams.set("title", cut(`${finding.name}: ${words[0]}`, 100))
    url.searchParams.set("body", `${cut(`${head}\n${words.at(-1)}\n\n${words.slice(0, -1).join("\n")}`, MOST - ask.length - 2)}\n\n${ask}`)
    return url.href
  }

  /* ---- Copying ---- */

  const tell = text => {
    if (window.alert$) return window.alert$.next(text)
    const toast = el("p", { className: "toast", role: "status" }, text)
    room().append(toast)
    setTimeout(() => toast.remove(), 4000)
  }
  /* Where the browser gives no clipboard, the text is there to be copied by hand. */
  const show = text => {
    const area = el("textarea", { value: text, readOnly: true, rows: 8, spellcheck: false })
    const dialog = el("dialog", { className: "by-hand" }, el("p", {}, "Copy this text:"), area,
      el("form", { method: "dialog" }, el("button", { className: "md-button" }, "Close")))
    area.setAttribute("aria-label", "Text to copy")
    dialog.setAttribute("aria-label", "Copy by hand")
    dialog.addEventListener("close", () => dialog.remove())
    room().append(dialog)
    dialog.showModal()
    area.focus()
    area.select()
  }
  const copy = (text, told) => {
    if (!navigator.clipboard) return show(text)
    return navigator.clipboard.writeText(text).then(() => tell(told), () => show(text))
  }

  /* ---- The menu ---- */
  let menu, button, dismissed

  const close = back => {
    if (!menu) return
    const [gone, from] = [menu, button]
    menu = button = undefined
    from.ariaExpanded = "false"
    gone.remove()
    if (back) from.focus()
  }
  const place = () => {
    const at = button.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = menu
    const below = at.bottom + 4 + height < innerHeight || at.top < height + 4
    menu.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`
    menu.style.top = `${below ? Math.min(at.bottom + 4, Math.max(8, innerHeight - height - 8)) : at.top - height - 4}px`
  }
  const item = (label, act) => {
    const made = el("button", { type: "button", role: "menuitem", tabIndex: -1 }, label)
    made.addEventListener("click", () => { close(true); act() })
    return made
  }
  const going = (label, href, given = {}) => {
    const made = el("a", { href, role: "menuitem", tabIndex: -1, ...given }, label)
    made.addEventListener("click", () => close(true))
    return made
  }
  const items = finding => {
    const { at } = finding, text = asText(at)
    const made = []
    if (at.matches(".own")) made.push(going("Go to it", at.href))
    if (text.includes("\n[")) made.push(item("Copy with citations", () => copy(text, "Copied with citations")))
    made.push(item("Copy link", () => copy(address(at), "Link copied")))
    const wrong = corrections(finding).map(([label, lines]) =>
      item(label, () => copy(lines(), "Copied: paste it into editorial.yml, in the seeds folder")))
    if (wrong.length) made.push(el("div", { className: "for-file", role: "group", ariaLabel: "Lines for editorial.yml" }, ...wrong))
    if (FORM) made.push(going("Report …", issue(finding), { target: "_blank", rel: "noopener" }))
    return made
  }
  const open = (from, at) => {
    close()
    button = from
    menu = el("div", { className: "finding-menu", role: "menu", popover: "auto", ariaLabel: from.ariaLabel }, ...items(read(at)))
    menu.addEventListener("toggle", event => event.newState === "closed" && event.target === menu && close())
    room().append(menu)
    menu.showPopover()
    button.ariaExpanded = "true"
    place()
    menu.querySelector("[role=menuitem]").focus()
  }
  const KEYS = { ArrowDown: (n, all) => (n + 1) % all, ArrowUp: (n, all) => (n + all - 1) % all, Home: () => 0, End: (n, all) => all - 1 }
  document.addEventListener("keydown", event => {
    if (!menu?.contains(document.activeElement)) return
    const all = [...menu.querySelectorAll("[role=menuitem]")], now = all.indexOf(document.activeElement)
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " "
    if (event.key === "Tab") return close(true) // and from the button on
    const to = KEYS[event.key]?.(now, all.length)
    if (event.key === "Escape") close(true)
    else if (to !== undefined) all[to].focus()
    else if (letter) [...all.slice(now + 1), ...all].find(x => x.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
    else return
    event.preventDefault()
  })
  addEventListener("scroll", () => menu && place(), { passive: true })
  addEventListener("resize", () => close())

  /* ---- The buttons ---- */

  const menus = () => {
    for (const at of document.querySelectorAll("[data-finding]:not([data-menu])")) {
      at.dataset.menu = ""
      const from = el("button", { type: "button", className: "menu-of", title: "Menu of this finding" }, "…")
      from.ariaLabel = "Menu of this finding"
      from.ariaHasPopup = "menu"
      from.ariaExpanded = "false"
      from.addEventListener("pointerdown", () => { dismissed = button === from })
      from.addEventListener("click", event => {
        if (dismissed && event.detail) close(true) // a key has no detail
        else open(from, at)
        dismissed = false
      })
      if (at.matches(".own")) {
        at.hidden = true
        at.after(from)
        const mark = at.previousElementSibling
        if (mark?.matches(MARK) && mark.nextSibling.nextSibling === at) { // on one line with what it stands behind
          const kept = el("span", { className: "kept" })
          mark.before(kept)
          kept.append(mark, " ", at, from)
        }
      } else if (at.matches("a")) at.after(" ", from)
      else at.insertBefore(from, at.querySelector(":scope > .headerlink"))
    }
  }
  /* A section that quotes, and is no finding. */
  const copiers = () => {
    for (const link of document.querySelectorAll(".md-typeset :is(h2, h3)[id]:not([data-finding], [data-copy]) > .headerlink")) {
      const heading = link.parentElement
      heading.dataset.copy = ""
      if (!asText(heading).includes("\n[")) continue
      const from = el("button", { type: "button", className: "copy", title: "Copy with citations" })
      from.ariaLabel = `Copy with citations: ${said(heading)}`
      from.addEventListener("click", () => copy(asText(heading), "Copied with citations"))
      link.before(from)
    }
  }
  const arrive = () => {
    if (menu && !menu.isConnected) close()
    menus()
    copiers()
  }
  if (!HTMLElement.prototype.showPopover) return
  arrive()
  /* Instant navigation swaps the page, and a filter brings findings of other pages, without a load. */
  new MutationObserver(arrive).observe(document.body, { childList: true, subtree: true })
})()
