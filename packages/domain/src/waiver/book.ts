import { maxWaivedInAll, maxWaivers, type Waiver } from '@yagura/contract';

/** Everything that is muted or planned, in force or still to come, and for a while what is over. Records are replaced, never changed. */
export interface WaiverBook {
  readonly waivers: Map<string, Waiver>;
  /** Those that name a component; made anew from the waivers. */
  readonly byComponent: Map<string, Set<string>>;
  /** What the turn that runs has changed. Empty between turns. */
  readonly changed: Map<string, Waiver>;
  /** Components of which the desk has to say something else. Empty between steps. */
  readonly stirred: Set<string>;
  /** Watch judges by other plans than it knows of. */
  plansChanged: boolean;
  /** What every screen is told of them is other than it was. */
  briefsChanged: boolean;
  /** How far time has passed here: what begins or ends by then has done so. */
  passedAt: number;
  /** When time alone changes something; undefined where that has to be asked anew. */
  nextAt: number | null | undefined;
  nextNumber: number;
}

export function createWaiverBook(): WaiverBook {
  return {
    waivers: new Map(),
    byComponent: new Map(),
    changed: new Map(),
    stirred: new Set(),
    plansChanged: false,
    briefsChanged: false,
    passedAt: 0,
    nextAt: null,
    nextNumber: 1,
  };
}

/** Why there is no room for one more that names so many; null where there is. What is over leaves its room to what is wanted. */
export function noRoomFor(book: WaiverBook, components: number): string | null {
  let why = fullness(book, components);
  for (const waiver of book.waivers.values()) {
    if (why === null) return null;
    if (waiver.ended === null) continue;
    forgetWaiver(book, waiver);
    why = fullness(book, components);
  }
  return why;
}

function fullness({ waivers }: WaiverBook, components: number): string | null {
  if (waivers.size >= maxWaivers) return `${maxWaivers} mutes and plans are in force or to come: end some first`;
  let named = components;
  for (const waiver of waivers.values()) named += waiver.components.length;
  return named > maxWaivedInAll
    ? `all mutes and plans together may name ${maxWaivedInAll} components: end some first`
    : null;
}

export function putWaiver(book: WaiverBook, waiver: Waiver): void {
  book.changed.set(waiver.id, waiver);
  keepWaiver(book, waiver);
  stir(book, waiver);
  if (waiver.kind === 'plan') book.plansChanged = true;
}

/** Into the book as it was remembered. */
export function keepWaiver(book: WaiverBook, waiver: Waiver): void {
  book.waivers.set(waiver.id, waiver);
  for (const id of waiver.components) book.byComponent.set(id, (book.byComponent.get(id) ?? new Set()).add(waiver.id));
  book.nextAt = undefined;
}

/** What is over for a while explains nothing any more. */
export function forgetWaiver(book: WaiverBook, waiver: Waiver): void {
  book.waivers.delete(waiver.id);
  for (const id of waiver.components) {
    const named = book.byComponent.get(id);
    named?.delete(waiver.id);
    if (named?.size === 0) book.byComponent.delete(id);
  }
  if (waiver.kind === 'plan') book.plansChanged = true;
  book.nextAt = undefined;
}

export function stir(book: WaiverBook, { components }: Waiver): void {
  for (const id of components) book.stirred.add(id);
  book.briefsChanged = true;
}

/** What changed since it was asked last, in the order of their numbers. */
export function takeChangedWaivers(book: WaiverBook): Waiver[] {
  const waivers = [...book.changed.values()].toSorted((a, b) => a.number - b.number);
  book.changed.clear();
  return waivers;
}
