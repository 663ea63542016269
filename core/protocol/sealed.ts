// How a name and a phone are sealed to headquarters: an ephemeral X25519 key agrees with HQ's, HKDF-SHA-256 makes an
// AES-256-GCM key. Tills can seal and never open. Laid out: ephemeral public key 32 ‖ nonce 12 ‖ ciphertext ‖ tag 16.
// HKDF has an empty salt and gives 32 bytes; GCM has no additional data. The text is UTF-8 JSON of sealedPersonSchema.
// The ciphers are node:crypto's on both sides; a fixture holds them to these constants. (RFC 7748, RFC 5869, NIST 800-38D)

export const sealed = {
  info: 'regulars/1/sealed',
  publicKeyBytes: 32,
  nonceBytes: 12,
  tagBytes: 16,
} as const;
