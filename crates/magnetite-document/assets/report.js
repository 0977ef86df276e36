// Copy buttons and live estimates. The page is whole without this: it is put in only where there is something to copy or to reckon.
(() => {
  const all = (css, from = document) => [...from.querySelectorAll(css)];
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
          text = (low === high ? low : low + "–" + high) + (one.dataset.word ? " " + one.dataset.word : "");
        } catch { /* a figure is missing, or the formula has no value for these */ }
        if (one.textContent !== text) one.textContent = text;
      }
    };
    box.addEventListener("input", show);
  }
})();
