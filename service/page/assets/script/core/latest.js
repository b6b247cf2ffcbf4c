// What a hand on a slider asks for: only the newest wish counts. While one is under way the wishes that come
// replace one another, so that there is never a queue behind the hand.

export function latest(work, failed) {
  let busy = false;
  let waiting = null;
  return async function wish(value) {
    waiting = { value };
    if (busy) return;
    busy = true;
    while (waiting) {
      const { value: next } = waiting;
      waiting = null;
      try {
        await work(next, () => waiting === null);
      } catch (error) {
        failed(error);
      }
    }
    busy = false;
  };
}

// Calls `action` when there was no further call for so long.
export function afterPause(milliseconds, action) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

// Calls `action` now and again, each time so long after it was done the last time, until the signal ends it. Rests while
// nobody looks at the page.
export function repeat(milliseconds, signal, action) {
  let timer = 0;
  const turn = async () => {
    if (!document.hidden) await action();
    if (!signal.aborted) timer = setTimeout(turn, milliseconds);
  };
  signal.addEventListener("abort", () => clearTimeout(timer));
  return turn();
}
