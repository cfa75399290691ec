import { fingerprint } from '../config/fingerprint.js';

const GENERIC_HOST = 'api.gong.io';

/**
 * Whose quota requests count against: the company's, which its own host names. The host that serves everybody does not
 * tell companies apart; there the credential must do.
 */
export function nameAccount(baseUrl: string, credential: string): string {
  const { host } = new URL(baseUrl);
  return host === GENERIC_HOST ? `gong:${host}/${fingerprint(credential)}` : `gong:${host}`;
}
