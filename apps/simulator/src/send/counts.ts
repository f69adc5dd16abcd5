import type { PortName } from '@yagura/contract';

/** What happened to beats: taken by the collector, replaced by a newer one while it was away, refused, or lost on the way. */
export type Fate = 'sent' | 'superseded' | 'refused' | 'failed';
export type Count = (fate: Fate, port: PortName, by: number) => void;
/** One plain sentence for whoever reads the log. */
export type Say = (sentence: string) => void;
