import type { Sealer } from '../../src/templates/protection/sealer.ts';

const utf8 = new TextEncoder();

/** The plainest sealer there can be, by WebCrypto, with new keys. */
export async function createTestSealer(): Promise<Sealer> {
  const [encryption, blinding] = await Promise.all([
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ]);
  const cipher = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
    name: 'AES-GCM',
    iv,
    additionalData: utf8.encode(context),
  });
  return {
    async seal(bytes, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const sealed = await crypto.subtle.encrypt(cipher(nonce, context), encryption, bytes.slice());
      return new Uint8Array([...nonce, ...new Uint8Array(sealed)]);
    },
    async open(sealed, context) {
      const algorithm = cipher(sealed.slice(0, 12), context);
      return new Uint8Array(await crypto.subtle.decrypt(algorithm, encryption, sealed.slice(12)));
    },
    async blind(bytes, context) {
      const message = new Uint8Array([...utf8.encode(context), 0, ...bytes]);
      return new Uint8Array(await crypto.subtle.sign('HMAC', blinding, message));
    },
  };
}
