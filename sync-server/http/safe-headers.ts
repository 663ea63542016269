// What every answer tells the browser to forbid, one sentence a header; and which Host names are ours on loopback, so that
// a page of another site cannot reach us under a name of its own (DNS rebinding).
import { isLoopback } from '../config.ts';

export const safeHeaders: Readonly<Record<string, string>> = {
  // A page of ours loads from us alone; what an attacker might inject finds nowhere to load from or to send to. Styles run
  // nothing, and the component library writes its variables into a style element.
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // A file is what its type says; nothing is guessed into a script.
  'x-content-type-options': 'nosniff',
  // No address of ours travels to another place.
  'referrer-policy': 'no-referrer',
  // No window that opened us keeps a hold on us, and no page of another origin embeds our files.
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Headquarters' screens need nothing of the machine.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

/** `host`: where we listen. Beyond loopback the names of a server are its operator's business. */
export function isOurHost(host: string, header: string | undefined): boolean {
  if (!isLoopback(host)) return true;
  const name = header?.replace(/:\d{1,5}$/, '') ?? '';
  return isLoopback(name);
}
