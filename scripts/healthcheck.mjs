/** For a container's HEALTHCHECK: asks the service in the same container whether it is ready. */
const name = Object.keys(process.env).find((candidate) => /^YAGURA_[A-Z]+_OPS_PORT$/.test(candidate));
const port = (name === undefined ? undefined : process.env[name]) ?? '4601';

try {
  const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2500) });
  process.stdout.write(await response.text());
  process.exitCode = response.ok ? 0 : 1;
} catch (error) {
  process.stdout.write(`no answer on port ${port}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
