// Words while typing, into the list of the search field. Without this module the field works as it is.
const field = document.querySelector("form.search input[name=q]");
if (field && "fetch" in window) {
  const list = document.createElement("datalist");
  list.id = "suggestions";
  field.after(list);
  field.setAttribute("list", list.id);
  const language = document.documentElement.lang;
  let last = "";
  let waiting;
  const ask = async () => {
    const typed = field.value.trim();
    if (typed.length < 2 || typed === last) return;
    last = typed;
    try {
      const answer = await fetch(`/api/v1/suggestions?lang=${encodeURIComponent(language)}&q=${encodeURIComponent(typed.slice(0, 100))}`);
      if (!answer.ok || field.value.trim() !== typed) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map((item) => {
        const option = document.createElement("option");
        option.value = item.text;
        return option;
      }));
    } catch {
      // No network: the field goes on without suggestions.
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 180);
  });
}
