const SECRET_NAME = /key|token|secret|passw|passphrase|credential|auth|private|\bpat\b|_pat$/i;

/** Whether a key or variable of this name most likely holds a credential. */
export function looksSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}
