import { config } from 'zod';

/** The content security policy forbids compiling text to code, which zod would try for speed; imported before all else. */
config({ jitless: true });
