// Goes from the root to the pages in the browser's own language, the nearest there is.
const there = new Map([...document.querySelectorAll("a[hreflang]")].map((link) => [link.hreflang.toLowerCase(), link]));
const traditional = { "zh-tw": "zh-hant-hk", "zh-hk": "zh-hant-hk", "zh-mo": "zh-hant-hk", "zh-hant": "zh-hant-hk", no: "nb" };

function nearest(tag) {
  const parts = tag.toLowerCase().split("-");
  for (let count = parts.length; count > 0; count -= 1) {
    const part = parts.slice(0, count).join("-");
    const link = there.get(part) ?? there.get(traditional[part]);
    if (link) return link;
  }
  return null;
}

const link = navigator.languages.map(nearest).find(Boolean) ?? there.get("en");
location.replace(link.href);
