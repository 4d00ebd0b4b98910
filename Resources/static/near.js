// "Near me": wakes the form that the page keeps hidden where the device can say where it is.
// The position is asked for only when the button is pressed, rounded to about ten metres, and goes nowhere but the address.

const form = document.getElementById("near");

if (form && "geolocation" in navigator) {
  const note = form.querySelector("[role=status]");
  const button = form.querySelector("[type=submit]");
  const say = (words) => { if (note) note.textContent = words ?? ""; };
  let located = false;

  const send = ({ coords }) => {
    form.elements.near.value = `${coords.latitude.toFixed(4)},${coords.longitude.toFixed(4)}`;
    located = true;
    button.removeAttribute("aria-disabled");
    form.requestSubmit(button);
  };

  const refuse = () => {
    button.removeAttribute("aria-disabled");
    say(form.dataset.refused);
  };

  form.addEventListener("submit", (event) => {
    if (located) return;
    event.preventDefault();
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    say(form.dataset.wait);
    navigator.geolocation.getCurrentPosition(send, refuse, { timeout: 15000, maximumAge: 60000 });
  });

  // Back to this page: ask again rather than send an old place.
  addEventListener("pageshow", () => { located = false; form.elements.near.value = ""; say(""); });

  form.hidden = false;
}
