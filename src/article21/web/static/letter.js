// The questions without a reload: each answer is sent in the background, the letter beside follows what is
// typed, and what was answered stays in this tab until it is closed. Without this file all works by plain forms.
import { send, reachesByItself } from "./sending.js";
import { enhance, showPages } from "./parts.js";

const KEPT = "article21.letter";
const main = document.querySelector("main");
const form = () => document.getElementById("answers");
const step = () => form()?.elements.at.value;

const read = (submitter) => new URLSearchParams(new FormData(form(), submitter));
const keep = (data) => sessionStorage.setItem(KEPT, data.toString());

/** Put another step in the place of this one. */
function show(page, moved) {
  const next = new DOMParser().parseFromString(page, "text/html");
  document.title = next.title;
  main.replaceChildren(...next.querySelector("main").childNodes);
  keep(read());
  begin();
  if (!moved) return;
  scrollTo(0, 0);
  // A question's field, so that one can type at once; else what it is about.
  const field = "#answers :is(input:not([type=hidden], [type=file]), textarea, select)";
  const asks = !["letter", "send"].includes(step());
  const first = main.querySelector("[autofocus]") ?? main.querySelector("[aria-invalid]") ?? (asks ? main.querySelector(field) : null) ?? main.querySelector("h1");
  if (first.matches("h1")) first.tabIndex = -1;
  first.focus({ preventScroll: true });
  if (first.matches("[autofocus]")) first.scrollIntoView({ block: "center" }); // it may stand far below
}

async function go(data, remember = true) {
  const answer = await send("letter", data);
  const page = await answer.text();
  const before = step();
  show(page, true);
  if (remember && step() !== before) history.pushState({ step: step() }, "");
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  const button = event.submitter;
  const target = button?.getAttribute("formaction");
  const data = read(button);
  if (target === "letter-file") {
    if (button.dataset.print !== undefined || !reachesByItself) {
      event.preventDefault();
      import("./files.js").then(({ take }) => take("letter-file", data)).then((page) => page && show(page, true));
    }
    return;
  }
  if (target) { // another page, or this one in another language
    if (!target.startsWith("..")) return;
    keep(data);
    if (!reachesByItself) return;
    event.preventDefault();
    location.assign(target);
    return;
  }
  event.preventDefault();
  go(data).catch(() => form().submit());
});

addEventListener("popstate", (event) => {
  if (!form()) return;
  const data = read();
  data.set("go", event.state?.step ?? "account");
  go(data, false);
});

// The letter follows: one request at a time, and only the latest is shown.
let busy = false;
let waiting = false;
async function follow() {
  const beside = document.getElementById("beside");
  if (!beside) return;
  if (busy) { waiting = true; return; }
  busy = true;
  try {
    const asked = step();
    const answer = await send("letter-text", read());
    if (answer.ok && asked === step()) update(beside, await answer.text());
  } finally {
    busy = false;
  }
  if (waiting) { waiting = false; follow(); }
}

function update(beside, text) {
  const next = new DOMParser().parseFromString(text, "text/html").body;
  const before = new Set([...beside.querySelectorAll(".clause")].map((clause) => clause.textContent));
  const sheet = next.querySelector(".sheet");
  if (sheet && sheet.outerHTML !== beside.firstElementChild?.dataset.whole) {
    const frame = beside.parentElement;
    const top = frame.scrollTop;
    sheet.dataset.whole = sheet.outerHTML;
    beside.replaceChildren(sheet);
    frame.scrollTop = top;
    const changed = [...sheet.querySelectorAll(".clause")].filter((clause) => !before.has(clause.textContent));
    for (const clause of changed) clause.classList.add("new");
    if (changed.length && frame.scrollHeight > frame.clientHeight) {
      frame.scrollTop = changed.at(-1).offsetTop - frame.clientHeight / 3;
    }
  }
  const pages = document.getElementById("pages");
  if (pages) showPages(pages); // a signature or an envelope changes pages, and no word
  for (const place of main.querySelectorAll("[data-problem]")) {
    const told = next.querySelector(`[data-for="${place.dataset.problem}"]`);
    place.dataset.told = told?.textContent ?? "";
    if (!told) right(place);
    if (place.dataset.left) tell(place);
  }
}

/** Take back what is said of a field that is right now. */
function right(place) {
  place.hidden = true;
  const name = place.dataset.problem;
  const field = form().elements[name];
  if (!field?.value) return; // one that is empty is still missing
  for (const said of main.querySelectorAll(`[id^="${CSS.escape(name)}-problem"]`)) said.remove();
  field.removeAttribute?.("aria-invalid");
}

/** Say what is wrong, once its field was left. */
function tell(place) {
  place.textContent = place.dataset.told ?? "";
  place.hidden = !place.textContent || !!place.previousElementSibling?.matches(".problem");
}

main.addEventListener("input", (event) => {
  if (!event.target.form || event.target.form !== form()) return;
  keep(read());
  follow();
});
main.addEventListener("focusout", (event) => {
  // Whoever presses a button is told by the next page; a sentence now would push the button away from under the hand.
  if (event.relatedTarget?.matches("button")) return;
  const place = event.target.name && main.querySelector(`[data-problem="${CSS.escape(event.target.name)}"]`);
  if (place) { place.dataset.left = "yes"; tell(place); }
});

function begin() {
  enhance(main, { changed: () => { keep(read()); follow(); } });
  document.getElementById("forget")?.addEventListener("click", () => sessionStorage.clear());
}

const kept = sessionStorage.getItem(KEPT);
const fresh = form()?.elements.at.value === "account" && ![...new FormData(form()).keys()].includes("where");
// Whatever address brought the letter, such as that of a download that was refused, a reload asks for the letter.
history.replaceState({ step: step() }, "", reachesByItself && form() ? "letter" : location.href);
if (kept && fresh) {
  const data = new URLSearchParams(kept);
  data.set("go", data.get("at") ?? "account");
  if (form().elements.token) data.set("token", form().elements.token.value);
  go(data, false).then(() => history.replaceState({ step: step() }, ""));
} else {
  keep(read());
  begin();
}
