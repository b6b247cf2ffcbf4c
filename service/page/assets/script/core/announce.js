// Tells people who listen to the page what changed on it, without moving them.

export function announce(text) {
  const announcer = document.getElementById("announcer");
  if (announcer.textContent !== text) announcer.textContent = text;
}
