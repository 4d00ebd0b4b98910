// A service page: buttons that only a script can serve. Each is in the page, hidden, with its words; absent ones are skipped.
//   <button type="button" data-print hidden>…</button>
//   <button type="button" data-share data-done="words when copied" hidden>…</button>  and, anywhere, a [data-share-note] (role=status)

const printing = document.querySelector("[data-print]");
if (printing) {
  printing.addEventListener("click", () => print());
  printing.hidden = false;
}

const sharing = document.querySelector("[data-share]");
if (sharing && (navigator.share || navigator.clipboard)) {
  const url = document.querySelector("link[rel=canonical]")?.href || location.href;
  const done = () => {
    const note = document.querySelector("[data-share-note]");
    if (note) note.textContent = sharing.dataset.done;
    else sharing.textContent = sharing.dataset.done;
  };
  sharing.addEventListener("click", async () => {
    try {
      if (navigator.share) return await navigator.share({ title: document.title, url });
      await navigator.clipboard.writeText(url);
      done();
    } catch { /* the person closed the sheet, or the browser forbids copying: the address bar remains */ }
  });
  sharing.hidden = false;
}
