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

function ticks(root) {
  const done = new Set(JSON.parse(sessionStorage.getItem(DONE) ?? "[]"));
  for (const box of root.querySelectorAll("[data-done]")) {
    box.checked = done.has(box.dataset.done);
    box.addEventListener("change", () => {
      done[box.checked ? "add" : "delete"](box.dataset.done);
      sessionStorage.setItem(DONE, JSON.stringify([...done]));
    });
  }
}

/** Show the pages of the PDF in place of the plain sheet; whatever can't be had, the sheet stays. */
async function showPages(place) {
  const form = place.closest("form");
  const data = new URLSearchParams(new FormData(form));
  for (let number = 1, count = 1; number <= count; number += 1) {
    data.set("number", number);
    const answer = await send("letter-page", data);
    if (answer.status !== 200 || !place.isConnected) return;
    count = Number(answer.headers.get("x-pages"));
    const image = new Image();
    image.alt = `${place.dataset.alt} ${number}`;
    image.src = URL.createObjectURL(await answer.blob());
    await image.decode();
    URL.revokeObjectURL(image.src);
    place.append(image);
    place.hidden = false;
    const sheet = document.getElementById("beside");
    sheet.classList.add("unseen"); // the words stay there for those who listen
  }
}
