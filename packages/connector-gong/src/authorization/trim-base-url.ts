/** Without trailing slash and without `/v2`, which every path begins with. */
export function trimBaseUrl(url: string): string {
  return url.replace(/(\/v2)?\/*$/, '');
}
