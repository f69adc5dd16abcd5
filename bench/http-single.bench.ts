import { benchHttp } from './support/bench-http.ts';

await benchHttp({ figure: 'beats over HTTP, one a request', kind: 'single', connections: 512 });
