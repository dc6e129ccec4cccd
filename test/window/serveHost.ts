/** The loopback host as a process of its own: prints its link, ends when its standard input does. */
import { serve } from '../../electron/loopback/serve.ts';

const host = await serve({ openCase: process.argv[2] ?? null, linkLifeMs: null });
console.log(host.url);
process.stdin.resume();
process.stdin.on('end', () => void host.close());
