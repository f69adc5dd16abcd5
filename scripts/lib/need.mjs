/** @param {string} name @param {string} what */
export function need(name, what) {
  if (process.env[name]) return;
  throw new Error(
    `${name} is not set: these tests talk to a real ${what}; run npm test, or node scripts/with-services.mjs COMMAND.`,
  );
}
