import { parseApiToken } from '../config/api-token.js';
import type { GongConfig } from '../config/config.js';
import { fingerprint } from '../config/fingerprint.js';

const GENERIC_HOST = 'api.gong.io';

/**
 * Whose quota the requests count against. A company's own host names it; the host that serves everybody does not, and
 * there the credential must do.
 */
export function nameAccount(config: GongConfig): string {
  const { host } = new URL(config.oauth?.api_base_url ?? config.api_endpoint);
  return host === GENERIC_HOST ? `gong:${host}/${fingerprint(nameCredential(config))}` : `gong:${host}`;
}

function nameCredential({ api_token: token, oauth }: GongConfig): string {
  if (oauth !== undefined) return `${oauth.client_id} ${oauth.refresh_token}`;
  return parseApiToken(token ?? '')?.accessKey ?? '';
}
