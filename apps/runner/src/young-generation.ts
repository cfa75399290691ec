import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation as small as it starts. Pages stream through it; left alone it grows to 100 MB, which the
 * destination could use, and saves a twentieth of the time.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
