// A staff without reloads: the table is checked in the background, progress moves, a table can be dropped.
import { send, reachesByItself } from "./sending.js";

const FILES = new Set(["sample", "problems", "zip", "invite"]);
const OPEN = "article21.table";
const main = document.querySelector("main");
const form = () => document.getElementById("staff");

async function go(data) {
  const answer = await send("staff", data);
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const looking = main.querySelector("#progress") && next.querySelector("#progress");
  document.title = next.title;
  if (looking) {
    main.querySelector("#progress").value = next.querySelector("#progress").value;
    main.querySelector("#progress").max = next.querySelector("#progress").max;
    main.querySelector("#done").textContent = next.querySelector("#done").textContent;
  } else {
    main.replaceChildren(...next.querySelector("main").childNodes);
    scrollTo(0, 0);
    const first = main.querySelector("[aria-invalid], .mend [name^=cell]") ?? main.querySelector("h1");
    if (first.matches("h1")) first.tabIndex = -1;
    first.focus({ preventScroll: true });
  }
  begin();
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  const button = event.submitter;
  const data = new FormData(form(), button);
  if (button?.getAttribute("formaction")) return; // another language
  if (FILES.has(button?.value) || button?.dataset.file !== undefined) {
    if (reachesByItself) return;
    event.preventDefault();
    import("./files.js").then(({ take }) => take("staff", data));
    return;
  }
  event.preventDefault();
  go(data).catch(() => form().submit());
});

let looks;
function begin() {
  clearTimeout(looks);
  const open = form().elements.job?.value;
  if (open) sessionStorage.setItem(OPEN, open);
  else sessionStorage.removeItem(OPEN);
  if (main.querySelector("[data-look]")) {
    main.querySelector("[data-look]").hidden = true;
    looks = setTimeout(() => go(new FormData(form(), main.querySelector("[data-look]"))), 100);
  }
  const drop = main.querySelector("[data-drop]");
  if (!drop) return;
  const input = drop.querySelector("input");
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    form().requestSubmit(main.querySelector("[value=check]"));
  });
  // What is dropped beside it must not be opened by the browser in place of the page.
  for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
}

// A table that is open in this tab is there again after a reload.
const open = sessionStorage.getItem(OPEN);
if (open && !form().elements.job) {
  const data = new FormData(form());
  data.set("job", open);
  go(data);
} else {
  begin();
}
