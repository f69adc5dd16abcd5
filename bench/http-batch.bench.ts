import { benchHttp } from './support/bench-http.ts';

await benchHttp({ figure: 'beats over HTTP, batches of 100', kind: 'batch', connections: 128 });
