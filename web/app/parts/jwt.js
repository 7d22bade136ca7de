// JSON Web Tokens, read and checked in the browser (RFC 7515, RFC 7519).

// bytesOf are the bytes that base64url stands for. It throws where text is none.
function bytesOf(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

// read is the JSON in the first or second part of a token. It throws where there is none.
export function read(part) {
  return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(part)));
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// forged is token with one character of its payload changed, such that it still reads as JSON and says something else, and
// where that character stands. The later ones are tried first: the name of the user is at the end.
export function forged(token) {
  const [head, payload] = token.split(".");
  const said = JSON.stringify(read(payload));
  for (let i = payload.length - 1; i >= 0; i -= 1) {
    for (const bit of [1, 2, 4, 8]) {
      const other = payload.slice(0, i) + alphabet[alphabet.indexOf(payload[i]) ^ bit] + payload.slice(i + 1);
      const at = head.length + 1 + i;
      if (says(other) && says(other) !== said) return { token: token.slice(0, at) + other[i] + token.slice(at + 1), at };
    }
  }
  throw new Error("No character of this token can be changed.");
}

// says is what a part says as JSON; nothing where it is none, or holds what cannot be shown.
function says(part) {
  try {
    const text = JSON.stringify(read(part));
    return /^[ -~]*$/.test(text) && !text.includes("\\") ? text : "";
  } catch {
    return "";
  }
}

const algorithms = {
  EdDSA: { name: "Ed25519" },
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  RS256: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
};

// check tells whether the signature of a token is that of a key of a set: "right" or "wrong". Where this browser cannot tell
// it says why: "secret", the set has no keys, for the server shares its key with nobody; "insecure", the page did not come
// over https; "unknown key", the set has another; "unsupported", the browser does not know the algorithm.
export async function check(token, keys) {
  if (keys.length === 0) return "secret";
  if (!globalThis.crypto?.subtle) return "insecure";
  const [head, payload, signature] = token.split(".");
  const { alg, kid } = read(head);
  const found = keys.find((key) => key.kid === kid);
  if (!found) return "unknown key";
  if (!algorithms[alg]) return "unsupported";
  const { kty, crv, x, y, n, e } = found; // what some browsers do not know of a key is left out
  let key;
  try {
    key = await crypto.subtle.importKey("jwk", { kty, crv, x, y, n, e }, algorithms[alg], false, ["verify"]);
  } catch (error) {
    if (error.name === "NotSupportedError") return "unsupported";
    throw error;
  }
  const signed = new TextEncoder().encode(`${head}.${payload}`);
  return await crypto.subtle.verify(algorithms[alg], key, bytesOf(signature), signed) ? "right" : "wrong";
}
