/** A gzip buffer as it came from the socket to the value it holds. */
export async function inflateJson(gzip: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<unknown> {
  const stream = new Blob([gzip]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}
