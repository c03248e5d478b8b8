/* Three conveniences; every page is whole without them. No request is made.
   1. A card on citation marks, from the list of references at the page's end.
   2. Filters above the list of positions.
   3. Permanent links are copied when they are followed. */
(() => {
  "use strict"

  const MARK = ".md-typeset a[title^='“'], .md-typeset a[data-said]"
  const el = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given)
    made.append(...inside)
    return made
  }

  /* ---- 1. The card ---- */
  let card, mark, timer, byTouch = false

  const reference = link =>
    [...document.querySelectorAll(".references li")].find(li => li.querySelector("a")?.href === link.href)

  const close = () => {
    clearTimeout(timer)
    if (!card) return
    if (mark.dataset.said) mark.title = mark.dataset.said
    delete mark.dataset.said
    mark.removeAttribute("aria-describedby")
    const gone = card
    card = mark = undefined
    gone.remove()
  }

  const fill = (li, link) => {
    const said = li.cloneNode(true)
    const from = said.querySelector("small")
    const original = from?.querySelector("a")
    said.querySelector("a").remove()
    original?.remove()
    from?.remove()
    const where = (from?.textContent ?? "").replace(/[\s·]+$/, "")
    const links = el("p", { className: "links" }, el("a", { href: link.href }, "Read it in the source"))
    if (original) links.append(original)
    return [
      el("p", { className: "from" }, el("strong", {}, link.textContent), ` ${where}`),
      el("p", {}, ...said.childNodes),
      links,
    ]
  }

  const place = () => {
    const at = mark.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = card
    const below = at.bottom + 6 + height < innerHeight || at.top < height + 6
    card.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`
    card.style.top = `${below ? at.bottom + 6 : at.top - height - 6}px`
  }

  const open = link => {
    clearTimeout(timer)
    if (link === mark) return
    close()
    const li = reference(link)
    if (!li || !HTMLElement.prototype.showPopover) return
    mark = link
    const [letter, number] = link.textContent.split(/(?=\d)(.*)/)
    card = el("div", { className: "card", id: "citation", popover: "auto", role: "group" }, ...fill(li, link))
    card.setAttribute("aria-label", `Source ${letter}, sentence ${number}`)
    card.addEventListener("toggle", event => event.newState === "closed" && event.target === card && close())
    mark.dataset.said = mark.title
    mark.removeAttribute("title")
    mark.after(card)
    mark.setAttribute("aria-describedby", card.id)
    card.showPopover()
    place()
  }

  const soon = (what, wait) => {
    clearTimeout(timer)
    timer = setTimeout(what, wait)
  }
  const markAt = event => (event.target instanceof Element ? event.target.closest(MARK) : null)
  const inCard = node => node instanceof Node && card?.contains(node)

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return
    const link = markAt(event)
    if (link) soon(() => open(link), 120)
    else if (inCard(event.target)) clearTimeout(timer)
    else if (card && !card.contains(document.activeElement) && document.activeElement !== mark) soon(close, 250)
  })
  document.addEventListener("focusin", event => {
    const link = markAt(event)
    if (link?.matches(":focus-visible")) open(link)
    else if (card && !inCard(event.target) && event.target !== mark) close()
  })
  document.addEventListener("pointerdown", event => { byTouch = event.pointerType === "touch" }, true)
  document.addEventListener("click", event => {
    const link = markAt(event)
    if (link && byTouch && !inCard(link)) {
      event.preventDefault()
      event.stopPropagation()
      open(link)
    }
  }, true)
  document.addEventListener("keydown", event => event.key === "Escape" && close())
  addEventListener("scroll", () => card && place(), { passive: true })

  /* ---- 2. Filters ---- */
  const plain = node => node.textContent.replace(/[#¶]/g, "").trim()

  const read = heading => {
    const item = { nodes: [heading], holder: [], stance: [], topic: [], source: [] }
    for (let next = heading.nextElementSibling; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling)
      item.nodes.push(next)
    const named = [...heading.querySelectorAll("a:not(.headerlink)")]
    item.holder = named.map(plain)
    item.stance = [heading.dataset.stance]
    for (const link of item.nodes.slice(1).flatMap(node => [...node.querySelectorAll("a")])) {
      if (link.classList.contains("topic")) item.topic.push(plain(link))
      const found = /^([A-Z]+)\d+$/.exec(plain(link))
      if (found) item.source.push(sourceOf(link, found[1]))
    }
    return item
  }
  const sourceOf = (link, key) => {
    const outlet = (link.title || link.dataset.said || "").split("— ").pop()
    return outlet === `Source ${key}` ? outlet : `${key} · ${outlet}`
  }

  const filters = () => {
    const list = document.querySelector(".md-typeset .positions")
    if (!list || list.querySelector(".filters")) return
    const items = [...list.querySelectorAll("h3")].map(read)
    if (items.length < 2) return
    const status = el("p", { className: "status", role: "status" })
    const form = el("form", { className: "filters" })
    form.setAttribute("aria-label", "Filter the positions")
    const selects = ["holder", "topic", "stance", "source"].map(name => {
      const values = [...new Set(items.flatMap(item => item[name]))].sort((a, b) => a.localeCompare(b))
      const select = el("select", { name }, el("option", { value: "" }, "all"), ...values.map(v => el("option", { value: v }, v)))
      form.append(el("label", {}, `${name[0].toUpperCase()}${name.slice(1)} `, select))
      return select
    })
    const apply = () => {
      const fits = item => selects.every(s => !s.value || item[s.name].includes(s.value))
      let shown = 0
      for (const item of items) {
        const fit = fits(item)
        shown += fit
        item.nodes.forEach(node => { node.hidden = !fit })
      }
      status.textContent = `${shown} of ${items.length} positions`
      matrix(items.filter(fits), selects)
    }
    form.append(el("button", { type: "reset", className: "md-button" }, "Show all"), status)
    form.addEventListener("change", apply)
    form.addEventListener("reset", () => setTimeout(apply))
    form.addEventListener("submit", event => event.preventDefault())
    const top = document.querySelector(".md-typeset h2")
    ;(list.compareDocumentPosition(top) & Node.DOCUMENT_POSITION_PRECEDING ? top : list).before(form)
    apply()
  }

  /* The matrix shows the rows, columns and cells of what is left. */
  const matrix = (items, selects) => {
    const key = (...parts) => parts.join("|")
    const left = new Set(items.flatMap(i => i.holder.flatMap(h => i.topic.map(t => key(h, t, i.stance[0])))))
    const topic = selects.find(s => s.name === "topic").value
    const table = document.querySelector(".md-typeset .matrix table")
    if (!table) return
    const columns = [...table.tHead.rows[0].cells].map(plain)
    for (const row of table.rows) {
      let any = row.parentElement === table.tHead
      ;[...row.cells].forEach((cell, i) => {
        const hide = Boolean(i && topic && columns[i] !== topic)
        cell.hidden = hide
        for (const link of cell.querySelectorAll("a:is(.for, .against, .wants, .plain)")) {
          const keep = left.has(key(plain(row.cells[0]), columns[i], plain(link)))
          link.classList.toggle("off", !keep)
          any ||= keep && !hide
        }
      })
      row.hidden = !any
    }
  }

  /* ---- 3. Permanent links ---- */
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("a.headerlink, a.anchor") : null
    if (link) navigator.clipboard?.writeText(link.href).then(() => window.alert$?.next("Link copied"), () => {})
  })

  /* Instant navigation swaps the page without a load, and going back loses :target. */
  const arrive = () => {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
    card = mark = undefined
    filters()
    document.querySelectorAll(".arrived").forEach(node => node.classList.remove("arrived"))
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target && !target.matches(":target")) target.classList.add("arrived")
  }
  if (window.document$) window.document$.subscribe(arrive)
  else arrive()
})()
