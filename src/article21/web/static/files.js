// Files to keep, where a form alone doesn't reach the application; and the letter on the printer.
import { send } from "./sending.js";

export async function take(data, button) {
  data.set(button.name, button.value);
  const answer = await send("letter-file", data);
  if (!answer.ok) return;
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "letter";
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(await answer.blob()), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
