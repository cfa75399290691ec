import type { JsonObject } from '../workspace/json-object.js';

/** A file as messages carry it. */
export function buildFile(
  channelId: string,
  index: number,
  { user, ts }: { readonly user: string; readonly ts: string },
): JsonObject {
  const id = `F${channelId.slice(1, 8)}${String(index).padStart(3, '0')}`;
  const created = Number(ts.slice(0, 10));
  const name = `offer-${index}.pdf`;
  const address = `https://files.slack.com/files-pri/T0HALDEN1-${id}`;
  return {
    id,
    created,
    timestamp: created,
    name,
    title: `Offer ${index}`,
    mimetype: 'application/pdf',
    filetype: 'pdf',
    pretty_type: 'PDF',
    user,
    user_team: 'T0HALDEN1',
    editable: false,
    size: 20_000 + index,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    url_private: `${address}/${name}`,
    url_private_download: `${address}/download/${name}`,
    permalink: `https://halden.slack.com/files/${user}/${id}/${name}`,
    has_rich_preview: false,
    file_access: 'visible',
  };
}
