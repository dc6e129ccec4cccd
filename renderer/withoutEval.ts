import { config } from 'zod';

// the content security policy refuses `new Function`, which zod otherwise tries as soon as a schema is made: this
// has to be imported before any schema
config({ jitless: true });
