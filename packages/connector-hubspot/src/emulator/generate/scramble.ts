/** 32 bits that depend on both numbers: cheap enough to make a million records by. */
export function scramble(index: number, salt: number): number {
  let mixed = Math.imul(index ^ Math.imul(salt + 1, 0x9e3779b9), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x21f0aaad);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
