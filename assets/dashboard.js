// What a script makes easier. Every page works without it.
(() => {
  "use strict";
  const say = (text) => {
    let region = document.getElementById("said");
    if (!region) {
      region = document.createElement("p");
      region.id = "said";
      region.className = "visually-hidden";
      region.setAttribute("role", "status");
      document.body.append(region);
    }
    region.textContent = text;
  };

  // data-copy="#id": copies the text or value of that element; with data-rich, text that is HTML is copied as what it shows.
  const copy = async (button) => {
    const source = document.querySelector(button.dataset.copy);
    if (!source) return;
    const text = source.value ?? source.textContent;
    try {
      if ("rich" in button.dataset) {
        const plain = document.querySelector(button.dataset.rich)?.textContent ?? text;
        await navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([text], { type: "text/html" }), "text/plain": new Blob([plain], { type: "text/plain" }) })]);
      } else {
        await navigator.clipboard.writeText(text);
      }
    } catch {
      // Without a secure context there is no clipboard: select it, so that a key press copies.
      const range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      say("Selected. Press Ctrl+C to copy.");
      return;
    }
    const before = button.textContent;
    button.textContent = "Copied";
    say("Copied");
    setTimeout(() => { button.textContent = before; }, 1600);
  };

  // data-confirm="sentence": asks before the form is sent.
  const ask = (button) => {
    const dialog = document.createElement("dialog");
    dialog.className = "confirm";
    const text = document.createElement("p");
    text.id = "confirm-text";
    text.textContent = button.dataset.confirm;
    dialog.setAttribute("aria-labelledby", text.id);
    const row = document.createElement("div");
    row.className = "actions";
    const yes = document.createElement("button");
    yes.className = button.classList.contains("danger") ? "danger" : "primary";
    yes.textContent = button.dataset.confirmYes || button.textContent.trim();
    const no = document.createElement("button");
    no.className = "quiet";
    no.textContent = "Cancel";
    row.append(yes, no);
    dialog.append(text, row);
    document.body.append(dialog);
    dialog.addEventListener("close", () => { dialog.remove(); button.focus(); });
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => {
      dialog.close();
      button.dataset.confirmed = "yes";
      button.form.requestSubmit(button);
    });
    dialog.showModal();
    no.focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.copy) {
      copy(button);
    } else if ("print" in button.dataset) {
      print();
    } else if (button.dataset.confirm && button.form && button.dataset.confirmed !== "yes") {
      event.preventDefault();
      ask(button);
    }
  });

  // A form that has been sent is not sent twice. Forms that fill a frame may be sent again and again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const target = event.submitter?.getAttribute("formtarget") || form.getAttribute("target");
    if (form.method !== "post" || target || form.hasAttribute("data-many")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    event.submitter?.classList.add("busy");
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    form.querySelectorAll(".busy").forEach((button) => button.classList.remove("busy"));
  }));

  // data-autosubmit on a button: its form's changes send it, after a pause.
  document.querySelectorAll("button[data-autosubmit]").forEach((button) => {
    let timer;
    const send = () => {
      clearTimeout(timer);
      timer = setTimeout(() => button.form.requestSubmit(button), 400);
    };
    // On the document: a field may belong to the form without standing in it.
    const changed = (event) => { if (event.target.form === button.form) send(); };
    document.addEventListener("input", changed);
    document.addEventListener("change", changed);
    send();
  });

  // data-live="/path": server-sent events whose data is the element's new inside. An event "done" loads the page anew.
  const live = (element) => {
    const source = new EventSource(element.dataset.live);
    source.addEventListener("message", (event) => { element.innerHTML = event.data; });
    source.addEventListener("done", () => { source.close(); location.reload(); });
    addEventListener("pagehide", () => source.close());
  };
  document.querySelectorAll("[data-live]").forEach(live);

  // data-try="/path" on a form: asks that address with the key that was typed, and says what came back.
  document.querySelectorAll("form[data-try]").forEach((form) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const place = form.querySelector("[data-tried]");
      const tag = document.createElement("span");
      try {
        const answer = await fetch(form.dataset.try, { headers: { Authorization: `Bearer ${form.secret_key.value.trim()}` }, credentials: "omit" });
        const body = await answer.json();
        tag.className = `tag wrap ${answer.ok ? "good" : "bad"}`;
        tag.textContent = answer.ok ? "This key works." : `${body.error.code}: ${body.error.message}`;
      } catch {
        tag.className = "tag wrap bad";
        tag.textContent = "The server could not be asked, or what was pasted is no key. Please try again.";
      }
      place.replaceChildren(tag);
    });
  });

  // data-key="j": on a page with data-keys, this key presses the link or button. Not while one types, and only while the box is ticked.
  const keyed = document.querySelector("[data-keys]");
  if (keyed) {
    const box = keyed.querySelector("[data-use-keys]");
    // A browser may keep nothing: then the box counts for this page.
    try { box.checked = localStorage.getItem("keys") !== "off"; } catch {}
    box.addEventListener("change", () => { try { localStorage.setItem("keys", box.checked ? "on" : "off"); } catch {} });
    document.addEventListener("keydown", (event) => {
      if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
      const target = [...keyed.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
      if (!target) return;
      event.preventDefault();
      target.focus();
      target.click();
    });
  }

  // Menus close on Escape and on a click elsewhere.
  const close = (menu) => { menu.open = false; };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      close(menu);
      menu.querySelector("summary").focus();
    });
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) close(menu); });
  });

  // The first field that is wrong is where one goes on.
  document.querySelector("[aria-invalid]")?.focus();
})();
