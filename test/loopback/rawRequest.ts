import net from 'node:net';

export type RawReply = { readonly status: number; readonly headers: string; readonly body: string };

/** Sends these very bytes to the port and reads what comes back until the other side closes or 5 seconds pass. */
export function rawRequest(port: number, text: string): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    const chunks: Buffer[] = [];
    const done = (): void => {
      socket.destroy();
      resolve(parse(Buffer.concat(chunks).toString('latin1')));
    };
    socket.setTimeout(5000, done);
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (isComplete(Buffer.concat(chunks).toString('latin1'))) done();
    });
    socket.on('end', done);
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' || error.code === 'EPIPE' ? done() : reject(error),
    );
  });
}

/** Status 0: the connection was closed without an answer. */
function parse(text: string): RawReply {
  const end = text.indexOf('\r\n\r\n');
  const headers = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(headers)?.[1] ?? 0),
    headers,
    body: end < 0 ? '' : text.slice(end + 4),
  };
}

function isComplete(text: string): boolean {
  const { headers, body } = parse(text);
  const length = /content-length: (\d+)/i.exec(headers)?.[1];
  return length !== undefined && text.includes('\r\n\r\n') && body.length >= Number(length);
}

/** A request with exactly these header lines. */
export function requestText(line: string, headers: readonly string[], body = ''): string {
  return `${line} HTTP/1.1\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n${body}`;
}
