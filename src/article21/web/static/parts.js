// What makes parts of a page handier: copy buttons, counts, a picture to carry, steps to tick off, page images.
import { send } from "./sending.js";

const DONE = "article21.done";

export function enhance(root, { changed }) {
  for (const button of root.querySelectorAll("[data-copy]")) copier(button);
  for (const area of root.querySelectorAll("textarea[data-room]")) counter(area);
  for (const field of root.querySelectorAll("[data-carries]")) carrier(field, changed);
  ticks(root);
  const pages = root.querySelector("#pages");
  if (pages) showPages(pages);
}

function copier(button) {
  button.hidden = false;
  const words = button.textContent;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      source.select();
      document.execCommand("copy");
    }
    button.textContent = button.dataset.copied;
    button.setAttribute("aria-live", "polite");
    setTimeout(() => { button.textContent = words; }, 2500);
  });
}

function counter(area) {
  const place = area.form.querySelector("[data-count]");
  if (!place) return;
  const tell = () => {
    const count = [...area.value].length;
    place.textContent = new Intl.NumberFormat(document.documentElement.lang).format(count) + " / " +
      new Intl.NumberFormat(document.documentElement.lang).format(area.dataset.room);
    place.classList.toggle("problem", count > area.dataset.room);
  };
  area.addEventListener("input", tell);
  tell();
}

function carrier(field, changed) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    field.form.querySelector(`[name="${field.dataset.carries}"]`)?.remove();
    if (file) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
      field.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field.dataset.carries, value: text }));
    }
    changed();
  });
}

/** Open the first step that isn't done; a step that is ticked off makes room for the next. */
function ticks(root) {
  const boxes = [...root.querySelectorAll("[data-done]")];
  if (!boxes.length) return;
  const done = new Set(JSON.parse(sessionStorage.getItem(DONE) ?? "[]"));
  const next = () => {
    const first = boxes.find((box) => !box.checked);
    for (const box of boxes) box.closest("details").open = box === first;
    return first;
  };
  for (const box of boxes) {
    box.checked = done.has(box.dataset.done);
    box.addEventListener("change", () => {
      done[box.checked ? "add" : "delete"](box.dataset.done);
      sessionStorage.setItem(DONE, JSON.stringify([...done]));
      if (box.checked) next()?.closest("details").querySelector("summary").focus();
    });
  }
  next();
}

/** Show the pages of the PDF in place of the plain sheet; whatever can't be had, the sheet is there. */
let latest = 0;
export async function showPages(place) {
  const mine = latest += 1;
  const data = new URLSearchParams(new FormData(place.closest("form")));
  const images = [];
  for (let number = 1, count = 1; number <= count; number += 1) {
    data.set("number", number);
    const answer = await send("letter-page", data);
    if (mine !== latest || !place.isConnected) return;
    if (answer.status !== 200) { hidePages(place); return; }
    count = Number(answer.headers.get("x-pages"));
    const image = new Image();
    image.alt = `${place.dataset.alt} ${number}`;
    image.src = URL.createObjectURL(await answer.blob());
    await image.decode();
    URL.revokeObjectURL(image.src);
    if (mine !== latest) return;
    images.push(image);
    if (place.children.length < number) place.append(image);
    else place.children[number - 1].replaceWith(image);
    place.hidden = false;
    document.getElementById("beside").classList.add("unseen"); // the words stay there for those who listen
  }
  place.replaceChildren(...images);
}

function hidePages(place) {
  place.hidden = true;
  document.getElementById("beside").classList.remove("unseen");
}
