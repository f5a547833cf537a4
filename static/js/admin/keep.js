// Sends the form as it stands a moment after somebody typed, so that nothing typed is ever lost.
const PAUSE = 2000; // ms between two looks at the form

export function keep(form) {
  const note = form.querySelector("[data-keep]");
  if (!note) return;
  let kept; // the form as it was before the first touch, then as it was last kept
  let busy = false;
  let leaving = false;

  const begin = () => {
    kept ??= text(form);
  };
  for (const touch of ["beforeinput", "pointerdown", "keydown"]) {
    form.addEventListener(touch, begin, { capture: true });
  }
  form.addEventListener("submit", () => {
    leaving = true;
  });

  const look = async (last = false) => {
    if (kept === undefined || busy || leaving) return;
    const now = text(form);
    if (now === kept) return;
    busy = true;
    try {
      const answer = await send(note.dataset.keep, form, now, last);
      if (answer.ok) kept = now;
      say(note, answer.status, answer.status < 500 ? await answer.json() : {}, form);
    } catch {
      note.textContent = note.dataset.lost;
    }
    busy = false;
  };
  setInterval(look, PAUSE);
  document.addEventListener("visibilitychange", () => document.hidden && look(true));
}

function text(form) {
  const fields = new FormData(form);
  fields.delete("csrfmiddlewaretoken");
  return new URLSearchParams([...fields].filter(([, value]) => typeof value === "string")).toString();
}

function send(address, form, now, last) {
  return fetch(address, {
    method: "POST",
    keepalive: last && now.length < 60_000,
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "Content-Type": "application/json" },
    body: JSON.stringify({ form: now, version: Number(form.elements.version.value || 1) }),
  });
}

function say(note, status, answer, form) {
  const newer = answer.version > Number(form.elements.version.value || 1);
  const said = [];
  if (status === 200) said.push(note.dataset.kept.replace("{at}", answer.at));
  else if (!newer) said.push(answer.error || note.dataset.lost);
  if (newer) said.push(note.dataset.newer);
  for (const who of answer.others || []) said.push(note.dataset.other.replace("{who}", who));
  note.textContent = said.join(" ");
}
