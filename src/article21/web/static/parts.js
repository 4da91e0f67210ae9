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

/** Carry a picture along as text: a photo as large as a signature needs it, and no larger. */
function carrier(field, changed) {
  field.addEventListener("change", async () => {
    const [file] = field.files;
    field.form.querySelector(`[name="${field.dataset.carries}"]`)?.remove();
    if (file) {
      const bytes = new Uint8Array(await (await smaller(file)).arrayBuffer());
      const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
      field.form.append(Object.assign(document.createElement("input"), { type: "hidden", name: field.dataset.carries, value: text }));
    }
    changed();
  });
}

async function smaller(file) {
  if (file.size < 200_000 || file.type.includes("svg")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, 1600 / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: picture.width * scale, height: picture.height * scale });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.85); });
  } catch {
    return file; // what is wrong with it, the program says
  }
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

// Pages are drawn one letter at a time; when one is done, the latest is drawn that was asked for meanwhile.
let drawing = false;
let again = false;

/** Show the pages of the PDF in place of the plain sheet; whatever can't be had, the sheet is there. */
export async function showPages(place) {
  if (drawing) { again = true; return; }
  drawing = true;
  try {
    await draw(place);
  } finally {
    drawing = false;
  }
  if (again) {
    again = false;
    const there = document.getElementById("pages");
    if (there) await showPages(there);
  }
}

async function draw(place) {
  const data = new URLSearchParams(new FormData(place.closest("form")));
  const images = [];
  for (let number = 1, count = 1; number <= count; number += 1) {
    data.set("number", number);
    const answer = await send("letter-page", data);
    if (!place.isConnected) return;
    if (answer.status !== 200) { hidePages(place); return; }
    count = Number(answer.headers.get("x-pages"));
    const image = new Image();
    image.alt = `${place.dataset.alt} ${number}`;
    image.src = URL.createObjectURL(await answer.blob());
    await image.decode();
    images.push(image);
    const before = place.children[number - 1];
    place.insertBefore(image, before ?? null);
    if (before) drop(before);
    place.hidden = false;
    document.getElementById("beside")?.classList.add("unseen"); // the words stay there for those who listen
    if (again) return;
  }
  for (const left of [...place.children].slice(images.length)) drop(left);
}

/** Take a page away, and its picture out of memory: a browser may ask for it as long as it is shown. */
function drop(image) {
  image.remove();
  URL.revokeObjectURL(image.src);
}

function hidePages(place) {
  place.hidden = true;
  document.getElementById("beside").classList.remove("unseen");
}
