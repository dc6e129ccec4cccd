import fs from 'node:fs';
import type { Socket } from 'node:net';

/**
 * Whether the process at the other end belongs to our user. Linux tells in /proc/net/tcp (proc(5)); where it
 * cannot be read, and on other systems, only the token tells friend from stranger.
 */
export function isOwnPeer(socket: Socket): boolean {
  const own = process.getuid?.();
  if (process.platform !== 'linux' || own === undefined) return true;
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter((file) => fs.existsSync(file));
  if (tables.length === 0) return true;
  const uids = tables.flatMap((file) => peerUids(fs.readFileSync(file, 'utf8'), socket));
  return uids.length > 0 && uids.every((uid) => uid === own);
}

/** The uid column of the row whose local end is the socket's remote end. */
function peerUids(table: string, socket: Socket): readonly number[] {
  const theirs = hexPort(socket.remotePort);
  const ours = hexPort(socket.localPort);
  const uids: number[] = [];
  for (const line of table.split('\n').slice(1)) {
    const [, local = '', remote = '', , , , , uid] = line.trim().split(/\s+/);
    if (isLoopback(local, theirs) && isLoopback(remote, ours)) uids.push(Number(uid));
  }
  return uids;
}

/** 127.0.0.1 as /proc writes it: bytes of each 32-bit word reversed; in tcp6 as a mapped address. */
function isLoopback(address: string, port: string): boolean {
  return address === `0100007F:${port}` || address === `0000000000000000FFFF00000100007F:${port}`;
}

function hexPort(port: number | undefined): string {
  return (port ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
