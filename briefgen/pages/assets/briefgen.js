/* Five conveniences; every page is whole without them. No other host is asked for anything.
   1. A card on citation marks, from the list of references at the page's end.
   2. The other pages of a list that has several, read when they are asked for.
   3. Filters above a list of positions; what is chosen stands in the address, to be sent.
   4. Permanent links are copied when they are followed.
   5. Menus of findings, which are in a file of their own. */
(() => {
  "use strict"

  const MARK = ":is(.md-typeset, .said) :is(a[title^='“'], a[data-said])"
  const el = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given)
    made.append(...inside)
    return made
  }

  /* ---- 1. The card ---- */
  let card, mark, timer, byTouch = false

  const far = new Map() // address of a sentence → its entry in the references of another page
  const reference = link => far.get(link.href) ??
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

  /* ---- 2. Other pages of a long list ---- */
  let others
  const onDisk = location.protocol === "file:" // browsers read no files for a page
  const pager = () => (onDisk ? [] : [...new Set([...document.querySelectorAll(".md-typeset .pager a")].map(a => a.href))])
  const fetched = async url => {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(answer.statusText)
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    for (const link of page.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url)
    for (const li of page.querySelectorAll(".references li")) far.set(li.querySelector("a")?.href, li)
    return { page, url }
  }
  const load = () => (others ??= Promise.all(pager().map(fetched)))

  /* A list grew, and what a link leads to stands on another of its pages now. */
  const moved = id => {
    const from = location.href
    load().then(pages => {
      const found = pages.find(({ page }) => page.getElementById(id))
      if (found && location.href === from) location.replace(`${found.url.split("#")[0]}#${id}`)
    }, () => {})
  }

  /* ---- 3. Filters ---- */
  const plain = node => node.textContent.replace(/[#¶]/g, "").trim()

  const read = heading => {
    const item = { nodes: [heading], holder: [], stance: [], topic: [], source: [] }
    for (let next = heading.nextElementSibling; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling)
      item.nodes.push(next)
    const named = [...heading.querySelectorAll("a:not(.headerlink)")]
    item.holder = named.map(plain)
    item.stance = [heading.dataset.stance]
    const unsure = heading.ownerDocument.getElementById("less-certain")
    item.unsure = Boolean(unsure && unsure.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING)
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

  const FEW = 6 // fewer are seen at a glance
  const MOST = 200 // so many of other pages are shown at once

  const filters = () => {
    const list = document.querySelector(".md-typeset .positions")
    if (!list || document.querySelector("form.filters")) return
    const items = [...list.querySelectorAll("h3")].map(read)
    const further = pager().length
    const matrixed = document.querySelector(".md-typeset #matrix")
    if (items.length < (matrixed ? 2 : FEW) && !further) return
    let everything = !document.querySelector(".md-typeset .pager"), touched = false
    const status = el("p", { className: "status", role: "status" })
    const form = el("form", { className: "filters" })
    form.setAttribute("aria-label", "Filter the positions")
    const telling = name => further || new Set(items.flatMap(item => item[name])).size > 1
    const selects = ["holder", "topic", "stance", "source"].filter(telling).map(name => {
      const select = el("select", { name })
      form.append(el("label", {}, `${name[0].toUpperCase()}${name.slice(1)} `, select))
      return select
    })
    const offer = () => {
      for (const select of selects) {
        const values = [...new Set(items.flatMap(item => item[select.name]))].sort((a, b) => a.localeCompare(b))
        const chosen = select.value
        select.replaceChildren(el("option", { value: "" }, "all"), ...values.map(v => el("option", { value: v }, v)))
        select.value = chosen
      }
    }
    const elsewhere = ["On other pages", "On other pages, less certain"].map(title => {
      const box = el("div", { hidden: true }, el("h2", {}, title))
      list.append(box)
      return box
    })
    const apply = () => {
      const fits = item => selects.every(s => !s.value || item[s.name].includes(s.value))
      const chosen = selects.some(s => s.value)
      let fitting = 0, shown = 0
      for (const item of items) {
        const fit = fits(item)
        fitting += fit
        if (!item.box) item.nodes.forEach(node => { node.hidden = !fit })
        else if (fit && chosen && ++shown <= MOST) item.box.append(...item.nodes)
        else item.nodes.forEach(node => node.remove())
      }
      const unsure = document.getElementById("less-certain")
      if (unsure) unsure.hidden = !items.some(item => !item.box && item.unsure && fits(item))
      for (const box of elsewhere) box.hidden = box.children.length < 2
      const where = !everything ? " on this page" : !further ? "" : !chosen ? ": choose whose to see"
        : shown > MOST ? `, of those on other pages the first ${MOST}` : ""
      status.textContent = `${fitting} of ${items.length} positions${where}`
      if (everything) matrix(items.filter(fits), selects)
      const asked = new URLSearchParams(selects.filter(s => s.value).map(s => [s.name, s.value])).toString()
      if (touched) history.replaceState(history.state, "", `${location.pathname}${asked && `?${asked}`}${location.hash}`)
    }
    const choose = () => { // what the address asks for
      const asked = new URLSearchParams(location.search)
      for (const select of selects) select.value = asked.get(select.name) ?? select.value
      for (const select of selects) select.value ||= ""
      return selects.every(s => s.value || !asked.get(s.name))
    }
    const take = pages => {
      for (const { page } of pages) {
        for (const heading of page.querySelectorAll(".positions h3")) {
          const item = read(heading)
          items.push({ ...item, box: elsewhere[Number(item.unsure)] })
        }
      }
      everything = true
      offer()
      if (!touched) choose()
      apply()
    }
    const more = el("button", { type: "button", className: "md-button" }, `Filter all ${further + 1} pages`)
    more.addEventListener("click", () => {
      status.textContent = "Reading the other pages …"
      load().then(pages => { more.remove(); take(pages) },
        () => { others = undefined; status.textContent = "The other pages could not be read." })
    })
    if (further) form.append(more)
    form.append(el("button", { type: "reset", className: "md-button" }, "Show all"), status)
    form.addEventListener("change", () => { touched = true; apply() })
    form.addEventListener("reset", () => { touched = true; setTimeout(apply) })
    form.addEventListener("submit", event => event.preventDefault())
    ;(matrixed ?? list).before(form)
    offer()
    const there = choose()
    apply()
    if (!there && further) more.click()
  }

  /* The matrix shows the rows, columns and cells of what is left. */
  const matrix = (items, selects) => {
    const key = (...parts) => parts.join("|")
    const left = new Set(items.flatMap(i => i.holder.flatMap(h => i.topic.map(t => key(h, t, i.stance[0])))))
    const table = document.querySelector(".md-typeset .matrix table")
    if (!table) return
    const topic = selects.find(s => s.name === "topic")?.value
    const columns = [...table.tHead.rows[0].cells].map(plain)
    for (const row of table.rows) {
      let any = row.parentElement === table.tHead
      ;[...row.cells].forEach((cell, i) => {
        const hide = Boolean(i && topic && columns[i] !== topic)
        cell.hidden = hide
        for (const link of cell.querySelectorAll("a:is(.for, .against, .wants, .plain)")) {
          const keep = left.has(key(plain(row.cells[0]), columns[i], link.dataset.stance))
          link.classList.toggle("off", !keep)
          any ||= keep && !hide
        }
      })
      row.hidden = !any
    }
  }

  /* ---- 4. Permanent links ---- */
  const copied = (text, said) => navigator.clipboard?.writeText(text).then(() => window.alert$?.next(said), () => {})
  document.addEventListener("click", event => {
    const link = event.target instanceof Element ? event.target.closest("a.headerlink, a.anchor") : null
    if (link) copied(link.href, "Link copied")
  })

  /* Instant navigation swaps the page without a load, and going back loses :target. */
  let shown
  const arrive = () => {
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
    card = mark = undefined
    if (shown !== (shown = document.querySelector("article"))) {
      others = undefined
      far.clear()
    }
    filters()
    document.querySelectorAll(".arrived").forEach(node => node.classList.remove("arrived"))
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target && !target.matches(":target")) target.classList.add("arrived")
    if (location.hash && !target && pager().length) moved(decodeURIComponent(location.hash.slice(1)))
  }
  document.head.append(el("script", { src: new URL("menu.js", document.currentScript.src).href }))
  arrive() // from disk, the theme never says that the page is there
  window.document$?.subscribe(arrive)
})()
