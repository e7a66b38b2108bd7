"use strict";

const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function startSearch(form) {
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  const cards = [...document.querySelectorAll(".item")];
  const words = new Map(cards.map(card => [card, " " + plain(card.dataset.words)]));
  const tags = [...form.querySelectorAll(".tag")];
  const tagged = (card, tag) => plain(card.dataset.tags).split("|").includes(tag);

  function show() {
    const query = plain(input.value.trim());
    const wanted = query.split(/[\s–]+/).filter(Boolean);
    const isTag = tags.some(tag => plain(tag.textContent) === query);
    for (const card of cards) {
      card.hidden = isTag ? !tagged(card, query) : !wanted.every(word => words.get(card).includes(" " + word));
    }
    for (const section of document.querySelectorAll(".theme")) {
      section.hidden = wanted.length > 0 && !section.querySelector(".item:not([hidden])");
    }
    for (const tag of tags) {
      tag.setAttribute("aria-pressed", String(plain(tag.textContent) === query));
    }
    const count = cards.filter(card => !card.hidden).length;
    found.textContent = wanted.length === 0 ? "" : count === 0 ? "nothing found" : `${count} of ${cards.length}`;
    const address = wanted.length === 0 ? location.pathname : "#q=" + encodeURIComponent(input.value.trim());
    history.replaceState(null, "", address);
  }

  const asked = location.hash.match(/^#q=(.*)$/);
  form.hidden = false;
  if (asked) {
    input.value = decodeURIComponent(asked[1]);
    show();
  }
  input.addEventListener("input", show);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("click", event => {
    const tag = event.target.closest(".tag");
    if (tag) {
      input.value = tag.getAttribute("aria-pressed") === "true" ? "" : tag.textContent;
      show();
    }
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
    }
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    // Some browsers refuse the clipboard to pages from a folder, but not the older way.
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

document.addEventListener("click", async event => {
  const button = event.target.closest(".copy");
  if (button) {
    await copy(button.parentElement.querySelector("code").textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }
});

// A slider of a card chooses one of the pictures that were made for it.
for (const dial of document.querySelectorAll(".dial")) {
  const input = dial.querySelector("input");
  const output = dial.querySelector("output");
  const values = input.dataset.values.split(" ");
  const shots = [...dial.parentElement.querySelectorAll(".shot")];
  dial.hidden = false;
  input.addEventListener("input", () => {
    const open = shots.some(shot => shot.querySelector("details")?.open && !shot.hidden);
    output.textContent = values[input.value];
    input.setAttribute("aria-valuetext", values[input.value]);
    shots.forEach((shot, i) => {
      shot.hidden = i !== Number(input.value);
      shot.querySelector("details")?.toggleAttribute("open", open);
    });
  });
}

const form = document.querySelector(".search");
if (form) {
  startSearch(form);
}
