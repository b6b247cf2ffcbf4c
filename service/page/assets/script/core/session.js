// Who is using the page: the token, kept for this tab only, and what the server says that it may do.

const key = "docket.token";
let person = null;
let refused = () => {};

export function token() {
  return sessionStorage.getItem(key) ?? "";
}

export function keepToken(text) {
  sessionStorage.setItem(key, text);
}

export function forget() {
  sessionStorage.removeItem(key);
  person = null;
}

// {"name","roles"} as GET /me answers it; null before it did.
export function knownAs(me) {
  person = me;
}

export function me() {
  return person;
}

export function may(role) {
  return person?.roles?.includes(role) ?? false;
}

// What happens when the server does not know the token, at any request.
export function whenRefused(action) {
  refused = action;
}

export function tokenRefused() {
  refused();
}
