import { costOfFolding, type FoldCost } from './support/bench-fold.ts';
import { printFigure } from './support/figure.ts';

const many = 20_000;
const few = 100;
const parsing = 'JSON.parse of the same entries';
const usPerBeat = (count: number, ms: number) => (ms / count) * 1000;

function printRate(count: number, { foldMs, parseMs, changes }: FoldCost): void {
  printFigure({
    figure: `folds, ${count} components at 1 Hz in entries of 20 ms`,
    value: (count / foldMs) * 1000,
    unit: 'beats/s',
    limit: { what: parsing, value: (count / parseMs) * 1000 },
    detail: { foldUsPerBeat: usPerBeat(count, foldMs), parseUsPerBeat: usPerBeat(count, parseMs), changes },
  });
}

// Twice, the few first: the second time both have the same compiled code.
costOfFolding(few, { warm: 5, timed: 5 });
costOfFolding(many, { warm: 1, timed: 1 });
const small = costOfFolding(few, { warm: 20, timed: 200 });
const large = costOfFolding(many, { warm: 4, timed: 20 });
printRate(many, large);
printRate(few, small);
const share = (large.foldMs + large.parseMs) / 1000;
printFigure({
  figure: `folding ${many} components at 1 Hz, parsing included`,
  value: share,
  unit: 'share of a core',
  limit: { what: `${parsing}, nothing else`, value: large.parseMs / 1000 },
  budget: { text: 'under half a core', kept: share < 0.5 },
});
printFigure({
  figure: `cost of folding one beat among ${many} components`,
  value: usPerBeat(many, large.foldMs),
  unit: 'µs',
  limit: { what: `the same among ${few} components`, value: usPerBeat(few, small.foldMs) },
  budget: {
    text: `flat from ${few} up (at most 1.5 times)`,
    kept: usPerBeat(many, large.foldMs) <= 1.5 * usPerBeat(few, small.foldMs),
  },
});
