const INVALID_BYTE = Buffer.from([0xff]);

/** Puts a byte that UTF-8 forbids at the start of a JSON text value near the middle, so that the JSON stays whole. */
export function insertInvalidByte(body: Buffer): Buffer {
  const position = findTextValue(body);
  return Buffer.concat([body.subarray(0, position), INVALID_BYTE, body.subarray(position)]);
}

function findTextValue(body: Buffer): number {
  const opening = /":\s*"/g;
  const text = body.toString('latin1');
  const positions = [...text.matchAll(opening)].map((match) => match.index + match[0].length);
  return positions[Math.floor(positions.length / 2)] ?? Math.floor(body.length / 2);
}
