// Words and numbers for people.

// In the order in which an order goes through them.
export const orderStatuses = ["pending", "placed", "paid", "confirmed", "shipped", "delivered", "cancelled"];

export const fulfilmentPhases = ["running", "compensating", "parked", "completed", "compensated", "abandoned"];

// "OrderPlaced" is "Order placed", "back_ordered" is "Back ordered", "amountDue" is "Amount due".
export function plain(name) {
  const words = name.replaceAll("_", " ").replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// "1 order", "12,345 orders".
export function counted(count, one, many = `${one}s`) {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

export function grouped(number) {
  return new Intl.NumberFormat("en").format(number);
}

// "1.2 k", "3.4 M": three digits at most, for axes and tiles.
export function brief(number) {
  return new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 }).format(number);
}

export function bytesText(bytes) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = bytes > 0 ? Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1) : 0;
  return `${brief(bytes / 1024 ** power)} ${units[power]}`;
}
