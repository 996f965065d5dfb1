// Which results can be compared, and in which order.

export interface Measured {
  dataset?: number;
  metric?: number;
  number?: number;
  unit: string;
  paper: number;
}

const SHARES = new Set(["", "%"]);

// Results are comparable where dataset, metric and unit agree; per cent and bare numbers are one unit.
export function boardKey({ dataset, metric, unit }: Measured): string {
  return [dataset, metric, SHARES.has(unit) ? "%" : unit].join(" ");
}

// The results in their order: the smallest of `sign` times the number first, and last what is not one number. Beside per cent, a
// bare number of at most 1 is a share.
export function ranked<T extends Measured>(results: T[], sign: 1 | -1): T[] {
  const inPercent = results.some(({ unit }) => unit === "%");
  const size = ({ number, unit }: Measured) => {
    if (number === undefined) return Infinity;
    return sign * (inPercent && !unit && Math.abs(number) <= 1 ? 100 * number : number);
  };
  return [...results].sort((a, b) => (size(a) < size(b) ? -1 : +(size(a) > size(b))) || a.paper - b.paper);
}
