/* The box for Pagefind's search. Words of the index are shown as text, never as markup: of an excerpt only which
   words were looked for is taken over. The engine is read when somebody searches, and its index in pieces. */
(() => {
  "use strict"

  const base = new URL("..", document.currentScript.src)
  const MOST = 20, PARTS = 3, PAUSE = 200
  const el = (name, given = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), given)
    made.append(...inside)
    return made
  }

  let engine, asked = 0, timer
  const load = () => (engine ??= import(new URL("pagefind/pagefind.js", base).href).then(async found => {
    await found.options({ baseUrl: base.pathname, excerptLength: 24 })
    await found.init()
    return found
  }))

  const excerpt = html => {
    const body = new DOMParser().parseFromString(html, "text/html").body
    return [...body.childNodes].map(node =>
      node.nodeName === "MARK" ? el("mark", {}, node.textContent) : document.createTextNode(node.textContent))
  }
  const entry = found => el("li", {},
    el("a", { href: found.url }, found.title),
    el("p", {}, ...excerpt(found.excerpt)))
  const shown = page => {
    const title = page.meta.title ?? page.url
    const parts = page.sub_results.filter(part => part.url !== page.url).slice(0, PARTS)
    const item = entry({ url: page.url, title, excerpt: page.excerpt })
    if (parts.length) item.append(el("ol", {}, ...parts.map(entry)))
    return item
  }

  const input = el("input", { type: "search", placeholder: "Search", autocomplete: "off", spellcheck: false })
  input.setAttribute("aria-label", "Search")
  const status = el("p")
  status.setAttribute("role", "status")
  const list = el("ol", { className: "found" })
  const close = el("button", { type: "button", textContent: "Close" })
  const dialog = el("dialog", { className: "site-search" }, el("search", {}, input, close), status, list)
  dialog.setAttribute("aria-label", "Search")

  const search = async () => {
    const words = input.value.trim(), turn = ++asked
    list.replaceChildren()
    status.textContent = ""
    if (!words) return
    try {
      const found = await (await load()).search(words)
      const pages = await Promise.all(found.results.slice(0, MOST).map(result => result.data()))
      if (turn !== asked) return
      const all = found.results.length
      status.textContent = all === 0 ? "Nothing was found."
        : `${all} page${all === 1 ? "" : "s"}${all > MOST ? `, the first ${MOST}` : ""}`
      list.replaceChildren(...pages.map(shown))
    } catch {
      if (turn === asked) status.textContent = "The search needs the site's index, and a web server."
      engine = undefined
    }
  }

  const open = () => {
    if (!dialog.open) dialog.showModal()
    input.select()
    load().catch(() => { engine = undefined })
  }
  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, PAUSE)
  })
  close.addEventListener("click", () => dialog.close())
  dialog.addEventListener("click", event => {
    if (event.target === dialog || (event.target instanceof Element && event.target.closest("a"))) dialog.close()
  })
  document.addEventListener("keydown", event => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]")
    if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "/" || event.key === "s" || event.key === "f") {
      event.preventDefault()
      open()
    }
  })

  const button = el("button", { type: "button", className: "site-search-button", textContent: "Search" })
  button.addEventListener("click", open)
  const put = () => {
    document.querySelector(".md-header__inner")?.append(button)
    document.body.append(dialog)
  }
  document.readyState === "loading" ? document.addEventListener("DOMContentLoaded", put) : put()
})()
