// Signs requests with a key that itself never travels.

import { hmac } from "./hmac.js";

// signed is a path with the signature of a request. name, which the query calls param, says who signs; count rises with
// each of its requests.
export function signed(key, { param, name, count, method, path, body = "" }) {
  const sum = hmac(key, `${method}\n${path}\n${name}\n${count}\n${body}`);
  return `${path}?${param}=${name}&n=${count}&sig=${sum}`;
}

// randomName is a name of 24 digits that nobody else has.
export function randomName() {
  return hexadecimal(crypto.getRandomValues(new Uint8Array(12)));
}

export function hexadecimal(bytes) {
  return [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
}
