// AcsaNode's console: forms become API calls, parts marked data-live are kept up to date. Pages can be read without it.
"use strict";
(() => {
  const root = document.documentElement;
  const every = 2000; // ms between looks at a page that is watched

  const stored = localStorage.getItem("theme");
  if (stored === "light" || stored === "dark") root.dataset.theme = stored;
  document.getElementById("theme")?.addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
  });

  const say = (text, isProblem) => {
    const answer = document.getElementById("answer");
    answer.textContent = text;
    answer.className = isProblem ? "bad" : "well";
  };

  // By which whoever works with the keyboard finds again what was put anew.
  const nameOf = (element) => ["href", "aria-label", "aria-labelledby"].map((name) => element.getAttribute(name)).join("|")
    + (element.matches(".table") ? "" : element.textContent);

  // An input's name is a key; data-path names a part of the address instead.
  const readForm = (form) => {
    let path = form.dataset.api;
    const body = {};
    for (const field of form.elements) {
      if (!field.name || field.type === "submit" || field.tagName === "BUTTON") continue;
      if ("path" in field.dataset) { path = path.replace(`{${field.name}}`, encodeURIComponent(field.value)); continue; }
      if (field.type === "number") body[field.name] = Number(field.value);
      else if (field.type === "checkbox") body[field.name] = field.checked;
      else if (field.value === "" && (field.tagName === "SELECT" || "optional" in field.dataset)) continue;
      else body[field.name] = field.value;
    }
    return { path, body };
  };

  const showErrors = (form, errors) => {
    const place = form.dataset.errors && document.getElementById(form.dataset.errors);
    if (!place) return;
    place.replaceChildren();
    if (!errors?.length) return;
    const list = document.createElement("ul");
    list.className = "reasons";
    for (const error of errors) {
      const item = document.createElement("li");
      item.textContent = `${error.path} is ${error.value}; expected ${error.expected}`;
      list.append(item);
    }
    place.append(list);
  };

  const send = async (form, submitter) => {
    if (form.dataset.confirm && !confirm(form.dataset.confirm)) return;
    const { path, body } = readForm(form);
    const isOther = submitter?.hasAttribute("formaction");
    const buttons = form.querySelectorAll("button");
    buttons.forEach((button) => { button.disabled = true; });
    say("Working …", false);
    try {
      const response = await fetch(isOther ? submitter.getAttribute("formaction") : path, {
        method: isOther ? "POST" : form.dataset.method,
        headers: { "Content-Type": "application/json", "X-CSRF-Token": document.querySelector("meta[name=csrf]").content },
        body: JSON.stringify(body),
      });
      if (response.status === 401) { location.assign(`/sign-in?to=${encodeURIComponent(location.pathname)}`); return; }
      const answer = await response.json();
      showErrors(form, answer.errors);
      if (!response.ok) say([answer.error, ...(form.dataset.errors ? [] : (answer.errors ?? []).map((e) => `${e.path} is ${e.value}; expected ${e.expected}`))].join(" "), true);
      else {
        const isProblem = answer.valid === false || answer.echo?.success === false || Boolean(answer.probe?.failure);
        say(answer.message ?? "Done.", isProblem);
        if (!isOther) await refresh(true);
      }
    } catch {
      say("The node does not answer.", true);
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
      // A button that is disabled loses the focus, and one that is gone has none to give back.
      if (submitter && document.activeElement === document.body) {
        ([...document.querySelectorAll("button")].find((button) => nameOf(button) === nameOf(submitter)) ?? document.getElementById("main")).focus({ preventScroll: true });
      }
    }
  };

  document.addEventListener("submit", (event) => {
    if (!event.target.dataset.api) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  // The page is fetched again; of it only what changed is put in place, so that focus and open details stay where they are.
  const refresh = async (isWhole) => {
    const response = await fetch(location.href, { headers: { "X-Live": "1" } });
    if (response.redirected || !response.ok) { if (response.redirected) location.reload(); return; }
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = next.querySelector("meta[name=csrf]");
    if (token) document.querySelector("meta[name=csrf]").content = token.content;
    if (isWhole) {
      const version = next.querySelector("input[name=basedOn]");
      const here = document.querySelector("input[name=basedOn]");
      if (version && here) here.value = version.value;
      else if (!document.querySelector("[data-live]")) { document.getElementById("main").replaceChildren(...next.getElementById("main").childNodes); headRows(document); return; }
      else if (document.querySelectorAll("section.peer").length !== next.querySelectorAll("section.peer").length) {
        document.getElementById("main").replaceChildren(...next.getElementById("main").childNodes);
        headRows(document);
        return;
      }
    }
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = next.getElementById(part.id);
      if (!other || other.dataset.text === part.dataset.text && other.innerHTML === (part.original ?? part.innerHTML)) continue;
      const focused = part.contains(document.activeElement) ? document.activeElement : null;
      if (focused && !isWhole && focused.matches("input, select, textarea")) continue;
      const scrolled = [...part.querySelectorAll(".table")].map((table) => table.scrollLeft);
      const open = [...part.querySelectorAll("details")].map((details) => details.open);
      part.original = other.innerHTML;
      part.replaceChildren(...other.childNodes);
      part.querySelectorAll("details").forEach((details, i) => { details.open = open[i] ?? false; });
      part.querySelectorAll(".table").forEach((table, i) => { table.scrollLeft = scrolled[i] ?? 0; });
      if (focused) [...part.querySelectorAll(focused.tagName)].find((element) => nameOf(element) === nameOf(focused))?.focus({ preventScroll: true });
      if (part.id === "images") showFrames();
      headRows(part);
    }
  };

  // Of a clip one frame is shown at a time; without this script, all of them.
  const chosen = new Map();
  const showFrames = () => {
    for (const slider of document.querySelectorAll(".slider")) {
      const input = slider.querySelector("input");
      const frames = [...slider.parentElement.querySelectorAll(".frame")];
      const show = () => {
        frames.forEach((frame, i) => { frame.hidden = i !== input.valueAsNumber - 1; });
        const text = `frame ${frames[input.valueAsNumber - 1].dataset.frame}, ${input.value} of ${frames.length} analysed`;
        slider.querySelector("output").textContent = text;
        input.setAttribute("aria-valuetext", text);
        chosen.set(input.id, input.value);
      };
      slider.hidden = false;
      if (chosen.has(input.id)) input.value = chosen.get(input.id);
      input.addEventListener("input", show);
      show();
    }
  };

  // On a phone a row is shown as lines, each with its column's heading; the roles keep it a table for those who hear it.
  const headRows = (of) => {
    for (const table of of.querySelectorAll(".table table:not(.numbers)")) {
      table.classList.add("stack");
      table.setAttribute("role", "table");
      table.querySelectorAll("thead, tbody").forEach((group) => group.setAttribute("role", "rowgroup"));
      const headings = [...table.querySelectorAll("thead th")];
      headings.forEach((heading) => heading.setAttribute("role", "columnheader"));
      for (const row of table.rows) {
        row.setAttribute("role", "row");
        if (row.parentElement.tagName === "THEAD") continue;
        [...row.cells].forEach((cell, i) => {
          cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
          if (cell.colSpan === 1) cell.dataset.heading = headings[i]?.textContent ?? "";
        });
      }
    }
  };

  const outlines = document.getElementById("outlines");
  outlines?.addEventListener("change", () => { document.getElementById("images").classList.toggle("bare", !outlines.checked); });

  for (const part of document.querySelectorAll("[data-live]")) part.original = part.innerHTML;
  showFrames();
  headRows(document);
  document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  let isBusy = false;
  if (document.querySelector("[data-live]")) {
    setInterval(async () => {
      if (document.hidden || isBusy) return;
      isBusy = true;
      try { await refresh(false); } catch { /* The node is being restarted; the next look finds it. */ } finally { isBusy = false; }
    }, every);
  }
})();
