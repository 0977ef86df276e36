// Source cards, remembered ticks, copy buttons and live estimates. The page is whole without this: it is put in only where it has a use.
// The embedded fonts are read before the first paint, so that nothing moves.
document.fonts.forEach((font) => font.load());
addEventListener("DOMContentLoaded", () => {
  const all = (css, from = document) => [...from.querySelectorAll(css)];
  // A number opens its source beside it: for a moment under the pointer or in focus, for good when pressed. Escape closes, focus goes back.
  const sources = document.getElementById("sources");
  if (sources) {
    const card = document.createElement("div"), close = document.createElement("button");
    let opener, kept, timer, quiet;
    Object.assign(card, { id: "card", hidden: true, tabIndex: -1 });
    card.setAttribute("role", "dialog");
    Object.assign(close, { type: "button", textContent: "×" });
    close.setAttribute("aria-label", sources.dataset.close);
    document.body.append(card);
    const hide = (back) => {
      clearTimeout(timer);
      if (!opener) return;
      const from = opener;
      from.setAttribute("aria-expanded", "false");
      card.hidden = true;
      opener = kept = null;
      quiet = true;
      if (back) from.focus({ preventScroll: true });
      quiet = false;
    };
    const show = (link, keep) => {
      clearTimeout(timer);
      if (opener !== link) {
        hide();
        const item = document.querySelector(link.getAttribute("href"));
        if (!item) return;
        const told = item.lastElementChild.cloneNode(true);
        told.querySelector(".leave").remove();
        card.replaceChildren(close, ...told.childNodes);
        card.setAttribute("aria-label", link.getAttribute("aria-label"));
        card.hidden = false;
        opener = link;
        link.setAttribute("aria-expanded", "true");
        const at = link.getBoundingClientRect(), wide = document.documentElement.clientWidth;
        const below = at.bottom + 8 + card.offsetHeight < innerHeight || at.top < card.offsetHeight + 8;
        card.style.top = scrollY + (below ? at.bottom + 8 : at.top - card.offsetHeight - 8) + "px";
        card.style.left = Math.max(16, Math.min(at.left - 24, wide - card.offsetWidth - 16)) + "px";
      }
      kept = keep || kept;
      if (keep) card.focus({ preventScroll: true });
    };
    const later = (what, wait) => { clearTimeout(timer); timer = setTimeout(what, wait); };
    for (const link of all(".ref a")) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        if (kept && opener === link) hide(true); else show(link, true);
      });
      link.addEventListener("pointerenter", (event) => { if (event.pointerType === "mouse" && !kept) later(() => show(link), 120); });
      link.addEventListener("pointerleave", () => { if (!kept) later(hide, 250); });
      link.addEventListener("focus", () => { if (!quiet && link.matches(":focus-visible")) show(link); });
      link.addEventListener("blur", () => { if (!kept) later(hide, 50); });
    }
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", () => { if (!kept) later(hide, 250); });
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Tab") return;
      const stops = all("a, button", card), end = event.shiftKey ? stops[0] : stops.at(-1);
      if (document.activeElement === end || (event.shiftKey && document.activeElement === card)) hide(true);
    });
    close.addEventListener("click", () => hide(true));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      if (opener) hide(card.contains(document.activeElement));
      else document.querySelector(".sources li:target .back")?.click();
    });
    addEventListener("click", (event) => { if (kept && !card.contains(event.target) && !event.target.closest(".ref")) hide(); });
    // A phone's bars come and go as one scrolls: only another width moves the text.
    let width = innerWidth;
    addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; hide(card.contains(document.activeElement)); } });
  }
  // Ticks stay in this browser, under the page's own address.
  const boxes = all(".checklist input"), place = "ticks:" + location.pathname;
  if (boxes.length) {
    const name = (box, at) => box.dataset.key || String(at);
    let ticked = [];
    try { ticked = JSON.parse(localStorage.getItem(place)) || []; } catch { /* a browser that keeps nothing */ }
    boxes.forEach((box, at) => { box.checked = ticked.includes(name(box, at)); });
    const tell = () => {
      for (const list of all(".checklist")) {
        const own = all("input", list), n = own.filter((box) => box.checked).length, told = list.previousElementSibling;
        told.hidden = !n;
        told.textContent = told.dataset.text.replace("{n}", n).replace("{m}", own.length);
      }
    };
    tell();
    addEventListener("change", (event) => {
      if (!boxes.includes(event.target)) return;
      tell();
      try { localStorage.setItem(place, JSON.stringify(boxes.filter((box) => box.checked).map((box) => name(box, boxes.indexOf(box))))); } catch { /* as above */ }
    });
  }
  for (const button of all("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const item = button.closest("li"), text = item.querySelector(".after"), status = item.querySelector("[role=status]");
      try { await navigator.clipboard.writeText(text.textContent); } catch {
        getSelection().selectAllChildren(text);
        if (!document.execCommand("copy")) return;
      }
      status.textContent = button.dataset.done;
      setTimeout(() => { status.textContent = ""; }, 4000);
    });
  }
  // The formula language, on ranges [low, high]; units were checked when the document was made.
  const SCALE = { __proto__: null, h: 1, min: 1 / 60, day: 8, "%": 0.01 };
  const TOKEN = /\d+(?:\.\d+)?|[a-z][a-z0-9_]*|[A-Z]{3}|\.\.|[-+*\/(),%$¢-¥₠-₿]/g;
  const isUnit = (token) => token in SCALE || /^([A-Z]{3}|[$¢-¥₠-₿])$/.test(token || "");
  const scale = (unit) => unit ? unit.split("/").map((part) => SCALE[part] || 1).reduce((a, b) => a / b) : 1;
  const fail = () => { throw Error(); };
  const fine = (range) => range.every((end) => Math.abs(end) <= 1e15) ? range : fail();
  const ends = (a, b, of) => {
    const four = a.flatMap((x) => b.map((y) => of(x, y)));
    return fine([Math.min(...four), Math.max(...four)]);
  };
  const divide = (a, b) => b[0] <= 0 && b[1] >= 0 ? fail() : ends(a, b, (x, y) => x / y);
  const near = (value) => Math.floor(value + 0.5);
  const reckon = (text, names) => {
    const tokens = text.match(TOKEN) || [];
    let at = 0;
    const take = (token) => tokens[at] === token && ++at > 0;
    const need = (token) => take(token) || fail();
    const sum = () => {
      let value = product();
      for (;;) {
        if (take("+")) { const b = product(); value = fine([value[0] + b[0], value[1] + b[1]]); }
        else if (take("-")) { const b = product(); value = fine([value[0] - b[1], value[1] - b[0]]); }
        else return value;
      }
    };
    const product = () => {
      let value = factor();
      for (;;) {
        if (take("*")) value = ends(value, factor(), (x, y) => x * y);
        else if (take("/")) value = divide(value, factor());
        else return value;
      }
    };
    const factor = () => {
      if (take("-")) { const [a, b] = factor(); return [-b, -a]; }
      if (take("(")) { const value = sum(); need(")"); return value; }
      const token = tokens[at++];
      if (/^\d/.test(token)) {
        let value = [+token, +token];
        if (take("..")) value[1] = +tokens[at++];
        let by = 1;
        if (isUnit(tokens[at])) {
          by = scale(tokens[at++]);
          if (tokens[at] === "/" && isUnit(tokens[at + 1]) && tokens[at + 2] !== "(") { by /= scale(tokens[at + 1]); at += 2; }
        }
        return fine(value.map((end) => end * by));
      }
      if (take("(")) {
        const given = [sum()];
        while (take(",")) given.push(sum());
        need(")");
        const [of, [step] = [1]] = given;
        if (token === "round") return step > 0 ? fine(of.map((end) => near(end / step) * step)) : fail();
        return [0, 1].map((end) => Math[token](...given.map((one) => one[end])));
      }
      return names[token] || fail();
    };
    const value = sum();
    return at < tokens.length ? fail() : value;
  };
  for (const box of all(".calculator")) {
    const { thousands, decimal } = box.dataset;
    const number = (value) => {
      const [whole, part] = String(Math.sign(value) * Math.round(Math.abs(value) * 100) / 100).split(".");
      return whole.replace(/\B(?=(\d{3})+$)/g, thousands) + (part ? decimal + part : "");
    };
    const show = () => {
      const names = { __proto__: null };
      for (const one of all("[data-input]", box)) {
        const fields = all("input", one).map((field) => Math.min(Math.max(field.valueAsNumber, +field.min), +field.max));
        if (fields.some(isNaN)) continue;
        fields.sort((a, b) => a - b);
        names[one.dataset.input] = [fields[0], fields.at(-1)].map((end) => end * scale(one.dataset.unit));
      }
      for (const one of all("[data-formula]", box)) {
        let text = "–";
        try {
          const value = names[one.dataset.name] = reckon(one.dataset.formula, names);
          const [low, high] = value.map((end) => number(end / scale(one.dataset.unit)));
          text = (one.dataset.before || "") + (low === high ? low : low + "–" + high) + (one.dataset.behind || "");
        } catch { /* a figure is missing, or the formula has no value for these */ }
        if (one.textContent !== text) one.textContent = text;
      }
    };
    box.addEventListener("input", show);
  }
});
