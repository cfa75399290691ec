import type { EmulatorRequest, EmulatorResponse } from '@etl/emulator-kit';
import type { MediaSigner } from './media-signer.js';

/** Answers a signed address as the storage behind it does: no credentials, XML errors, eight hours. */
export function respondWithMedia(request: EmulatorRequest, signer: MediaSigner): EmulatorResponse {
  const { callId = '', kind = '' } = request.parameters;
  if (!signer.verify(callId, kind, request.query, request.at)) {
    const body =
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';
    return { status: 403, headers: { 'content-type': 'application/xml' }, body };
  }
  return { status: 200, headers: { 'content-type': `${kind}/mp4` }, body: `recording of call ${callId}` };
}
