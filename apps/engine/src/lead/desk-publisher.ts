import type { Finding, Input, Inventory } from '@yagura/contract';
import type { Log } from '@yagura/service';
import type { Streams } from '@yagura/streams';
import { compareDesks, describeReload } from '../desk/describe-reload.ts';
import type { DeskReader } from '../desk/desk-reader.ts';
import { watchDeskFile } from '../desk/watch-desk-file.ts';

export interface DeskPublisherOptions {
  readonly streams: Streams;
  readonly log: Log;
  readonly desk: DeskReader;
  /** The desk as it is being judged. */
  readonly current: () => Inventory | null;
  readonly isBeating: (component: string) => boolean;
}

/** Reads the desk file, now and whenever it changes, and publishes it: right ones go into force, wrong ones are told on the wall. */
export function startDeskPublisher(options: DeskPublisherOptions): { stop(): void; published: Promise<void> } {
  let latest: string | null = null;
  const publish = async () => {
    const read = options.desk.read();
    if (!read.ok) {
      options.log.error('the desk file is wrong; the desk before it stays in force', { problem: read.text });
      await say(options.streams, 'desk-file-wrong', read.text);
      return;
    }
    await say(options.streams, 'desk-file-wrong', null);
    latest = await publishInventory(options, read.inventory, latest ?? options.current()?.version ?? null);
  };
  const guarded = () =>
    publish().catch((error: unknown) => options.log.error('the desk could not be published', { error }));
  const watching = watchDeskFile(options.desk.file, () => void guarded());
  return { stop: () => watching.stop(), published: guarded() };
}

async function publishInventory(
  options: DeskPublisherOptions,
  inventory: Inventory,
  latest: string | null,
): Promise<string> {
  const { streams, log } = options;
  if (inventory.version !== latest) {
    const reload = compareDesks(options.current(), inventory, options.isBeating);
    log.info(`the desk file is right: ${describeReload(reload)}`, { ...reload, version: inventory.version });
    await streams.desk.putInventory(inventory);
    await streams.evidence.appendInput({ type: 'inventory', version: inventory.version });
  }
  await streams.desk.setCurrent(inventory.version);
  return inventory.version;
}

/** A finding goes through the fold like all evidence, so that replay shows it where it was. */
export async function say(streams: Streams, code: Finding['code'], text: string | null): Promise<void> {
  const input: Input = { type: 'finding', code, text };
  await streams.evidence.appendInput(input);
}
