import { costOfFolding, type FoldCost } from './support/bench-fold.ts';
import { printFigure } from './support/figure.ts';
import { plainDesk } from './support/plain-desk.ts';
import { shippedDesk } from './support/shipped-desk.ts';

const many = 20_000;
const few = 100;
const parsing = 'JSON.parse of the same entries';
const usPerBeat = (count: number, ms: number) => (ms / count) * 1000;

function printRate(what: string, count: number, { foldMs, parseMs, changes, bytesPerComponent }: FoldCost): void {
  printFigure({
    figure: `folds, ${count} components at 1 Hz in entries of 20 ms, ${what}`,
    value: (count / foldMs) * 1000,
    unit: 'beats/s',
    limit: { what: parsing, value: (count / parseMs) * 1000 },
    detail: {
      foldUsPerBeat: usPerBeat(count, foldMs),
      parseUsPerBeat: usPerBeat(count, parseMs),
      changes,
      bytesPerComponent,
    },
  });
}

for (const { what, deskOf } of [
  { what: 'silence alone', deskOf: plainDesk },
  { what: 'with the rules and calendars that ship', deskOf: shippedDesk },
]) {
  const [small, large] = [deskOf(few), deskOf(many)];
  // Twice, the few first: the second time both have the same compiled code.
  costOfFolding(small, { warm: 5, timed: 5 });
  costOfFolding(large, { warm: 1, timed: 1 });
  const cheap = costOfFolding(small, { warm: 20, timed: 200 });
  const dear = costOfFolding(large, { warm: 4, timed: 20 });
  printRate(what, many, dear);
  printRate(what, few, cheap);
  const share = (dear.foldMs + dear.parseMs) / 1000;
  printFigure({
    figure: `folding ${many} components at 1 Hz, parsing included, ${what}`,
    value: share,
    unit: 'share of a core',
    limit: { what: `${parsing}, nothing else`, value: dear.parseMs / 1000 },
    budget: { text: 'under half a core', kept: share < 0.5 },
  });
  printFigure({
    figure: `cost of folding one beat among ${many} components, ${what}`,
    value: usPerBeat(many, dear.foldMs),
    unit: 'µs',
    limit: { what: `the same among ${few} components`, value: usPerBeat(few, cheap.foldMs) },
    budget: {
      text: `flat from ${few} up (at most 1.5 times)`,
      kept: usPerBeat(many, dear.foldMs) <= 1.5 * usPerBeat(few, cheap.foldMs),
    },
  });
}
