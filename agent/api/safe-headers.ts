// What every answer tells the browser to forbid, one sentence a header. Screens are public files without data; answers of
// the API are data and are never kept.

type Headers = Readonly<Record<string, string>>;

const contentPolicy = [
  // Our socket too: to a browser the WebSocket of our own address is 'self'.
  "default-src 'self'",
  // The code reader is WebAssembly; nothing else is compiled at run time.
  "script-src 'self' 'wasm-unsafe-eval'",
  // The component library writes its variables into a style element; styles run nothing.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // Never inside a frame of anybody.
  "frame-ancestors 'none'",
].join('; ');

export const safeHeaders: Headers = {
  // A page of ours loads from us alone; what an attacker might inject finds nowhere to load from or to send to.
  'content-security-policy': contentPolicy,
  // A file is what its type says; nothing is guessed into a script.
  'x-content-type-options': 'nosniff',
  // A cache between never hands the answer for one origin to another.
  vary: 'Origin',
  // No address of ours travels to another place.
  'referrer-policy': 'no-referrer',
  // No window that opened us keeps a hold on us, and no page of another origin embeds our files.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The camera reads member codes on our own pages; the rest of the machine is none of our business.
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

/** Answers of the API hold data: no cache, no disk. */
export const dataHeaders: Headers = { 'cache-control': 'no-store' };
