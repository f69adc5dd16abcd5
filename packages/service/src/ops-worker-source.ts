/** Plain JavaScript in a string: a bundler then needs to know nothing of a second entry, and no loader is started for it. */
export const OPS_WORKER_SOURCE = String.raw`'use strict';
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');

const STUCK_AFTER_SECONDS = 2;
const TEXT_WITHIN_MS = 500;
const beat = new BigInt64Array(workerData.heartbeat);
let readiness = workerData.readiness;
let text = '';
let waiting = [];

function stuckSeconds() {
  const age = Number(process.hrtime.bigint() - Atomics.load(beat, 0)) / 1e9;
  return age > STUCK_AFTER_SECONDS ? age : 0;
}

function sendJson(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body) + '\n');
}

function stuckText(seconds) {
  return 'event loop stuck for ' + seconds.toFixed(1) + ' s';
}

function answerHealth(response) {
  const stuck = stuckSeconds();
  if (stuck > 0) return sendJson(response, 503, { healthy: false, why: stuckText(stuck) });
  sendJson(response, 200, { healthy: true });
}

function answerReady(response) {
  const stuck = stuckSeconds();
  if (stuck > 0) return sendJson(response, 503, { ready: false, why: stuckText(stuck) });
  if (!readiness.ready) return sendJson(response, 503, { ready: false, why: readiness.why });
  sendJson(response, 200, { ready: true });
}

function finishWaiting() {
  const responses = waiting;
  waiting = [];
  for (const finish of responses) finish();
}

function answerMetrics(response) {
  const finish = () => {
    clearTimeout(timer);
    const label = JSON.stringify(workerData.service);
    const own =
      '# HELP yagura_event_loop_stuck_seconds How long the event loop has not turned; 0 while it does.\n' +
      '# TYPE yagura_event_loop_stuck_seconds gauge\n' +
      'yagura_event_loop_stuck_seconds{service=' + label + '} ' + stuckSeconds() + '\n';
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
    response.end(text + own);
  };
  // A loop known to be stuck will not answer, and who scrapes has a time limit of its own.
  const timer = setTimeout(finishWaiting, stuckSeconds() > 0 ? 0 : TEXT_WITHIN_MS);
  waiting.push(finish);
  if (waiting.length === 1) parentPort.postMessage({ type: 'text wanted' });
}

const ANSWERS = { '/healthz': answerHealth, '/readyz': answerReady, '/metrics': answerMetrics };

const server = createServer({ requestTimeout: 5000, headersTimeout: 5000, keepAliveTimeout: 5000 }, (request, response) => {
  const path = (request.url || '').split('?')[0];
  const answer = Object.hasOwn(ANSWERS, path) ? ANSWERS[path] : undefined;
  if (answer === undefined) return sendJson(response, 404, { error: 'there are /healthz, /readyz and /metrics' });
  if (request.method !== 'GET' && request.method !== 'HEAD') return sendJson(response, 405, { error: 'only GET' });
  answer(response);
});
server.maxConnections = 100;

parentPort.on('message', (message) => {
  if (message.type === 'readiness') readiness = message.readiness;
  if (message.type === 'text') {
    text = message.text;
    finishWaiting();
  }
});

server.once('error', (error) => {
  parentPort.postMessage({ type: 'failed', code: error.code || '', message: error.message });
  parentPort.close();
});
server.listen(workerData.port, workerData.host, () => {
  server.removeAllListeners('error');
  parentPort.postMessage({ type: 'listening', port: server.address().port });
});
`;
