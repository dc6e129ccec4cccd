import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';

import { z } from 'zod';

import type { HostHandlers, Reply } from '../../shared/contract.ts';
import type { FileGrant } from '../../shared/host.ts';
import { cleanRelativePath } from '../fileName.ts';
import { grantIncoming } from '../hostCalls.ts';
import { dispatchHost, failedReply } from '../hostDispatch.ts';
import type { IncomingFolder } from '../incomingFolder.ts';
import { BodyRefused, readJson, receiveFile } from './body.ts';
import type { EngineCalls } from './engineCalls.ts';
import { cookieName, hasCookie } from './guard.ts';
import { IncomingFolders } from './receiveFolder.ts';
import type { Session, Sessions } from './sessions.ts';
import type { LaunchCodes } from './token.ts';

export type ApiParts = {
  readonly codes: LaunchCodes;
  readonly cookie: string;
  readonly sessions: Sessions;
  readonly engine: EngineCalls;
  readonly handlers: HostHandlers;
  readonly incoming: IncomingFolder;
};

/** Answers a POST that passed the guard; never rejects. */
export type Api = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const codeSchema = z.strictObject({ code: z.string().max(100) });
const callSchema = z.strictObject({ name: z.string().max(100), input: z.unknown() });

/** The five addresses that a window talks to: its session first, then calls, pushes and uploads. */
export function createApi(parts: ApiParts): Api {
  const folders = new IncomingFolders(parts.incoming, parts.engine.grant.bind(parts.engine));
  return async (request, response) => {
    try {
      await answer({ ...parts, folders }, request, response);
    } catch (thrown) {
      if (response.headersSent || (request.destroyed && !request.complete)) {
        response.destroy();
        return;
      }
      const status = thrown instanceof BodyRefused ? thrown.status : 500;
      if (status === 500) console.error('casebook host:', thrown);
      // the rest of a refused body is not read
      response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' });
      response.end(`${STATUS_CODES[status] ?? 'Refused'}\n`);
    }
  };
}

async function answer(
  parts: ApiParts & { readonly folders: IncomingFolders },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.url === '/api/session') {
    const asked = codeSchema.safeParse(await readJson(request));
    if (!asked.success) throw new BodyRefused(400, 'shape');
    if (!parts.codes.use(asked.data.code)) throw new BodyRefused(403, 'code');
    const session = parts.sessions.create();
    response.setHeader(
      'set-cookie',
      `${cookieName}=${parts.cookie}; Path=/; Secure; HttpOnly; SameSite=Strict`,
    );
    sendJson(response, { session: session.secret });
    return;
  }
  const session = sessionOf(parts, request);
  switch (request.url ?? '') {
    case '/api/call':
      sendJson(response, await call(parts, session, request, response));
      return;
    case '/api/pushes':
      parts.sessions.stream(session, response);
      return;
    case '/api/upload':
      sendJson(response, await upload(parts, request));
      return;
    case '/api/upload-folder':
      sendJson(response, await uploadFolder(parts.folders, request));
      return;
    default:
      throw new BodyRefused(404, 'address');
  }
}

/** Both secrets, or nothing. */
function sessionOf(parts: ApiParts, request: IncomingMessage): Session {
  const header = request.headers['x-session'];
  const session = parts.sessions.find(typeof header === 'string' ? header : undefined);
  if (!session || !hasCookie(request, parts.cookie)) throw new BodyRefused(403, 'session');
  return session;
}

/** The browser breaks the connection to cancel. */
async function call(
  parts: ApiParts,
  session: Session,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Reply<unknown>> {
  const asked = callSchema.safeParse(await readJson(request));
  if (!asked.success) throw new BodyRefused(400, 'shape');
  const { name, input } = asked.data;
  const controller = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return name.startsWith('host.')
    ? dispatchHost(parts.handlers, name, input, controller.signal)
    : parts.engine.call(session.client, name, input, controller.signal);
}

async function upload(parts: ApiParts, request: IncomingMessage): Promise<Reply<FileGrant>> {
  const name = uploadName(request.headers['x-file-name']);
  const file = parts.incoming.reserve(name);
  try {
    await receiveFile(request, file);
    const grant = parts.engine.grant.bind(parts.engine);
    return { ok: true, value: grantIncoming(grant, file, name) };
  } catch (thrown) {
    parts.incoming.release(file);
    if (request.destroyed && !request.complete) throw thrown;
    return failedReply('upload', thrown);
  }
}

async function uploadFolder(
  folders: IncomingFolders,
  request: IncomingMessage,
): Promise<Reply<FileGrant>> {
  const token = request.headers['x-folder'];
  try {
    const given = request.headers['x-file-name'];
    const name = given === '' ? '' : uploadName(given);
    const value = await folders.receive(request, name, typeof token === 'string' ? token : '');
    return { ok: true, value };
  } catch (thrown) {
    if (thrown instanceof BodyRefused || (request.destroyed && !request.complete)) throw thrown;
    return failedReply('upload', thrown);
  }
}

function uploadName(header: string | string[] | undefined): string {
  try {
    return cleanRelativePath(decodeURIComponent(typeof header === 'string' ? header : ''));
  } catch {
    throw new BodyRefused(400, 'name');
  }
}

function sendJson(response: ServerResponse, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}
