/** Where in a file each mark was found, in the order of casting; several times where old copies were left. */
export type Found = readonly (readonly number[])[];

/** Every place at which each of `marks` stands in the bytes of a file. */
export function placesOf(file: Buffer, marks: readonly Uint8Array[]): Found {
  return marks.map((mark) => {
    const places: number[] = [];
    for (let at = file.indexOf(mark); at !== -1; at = file.indexOf(mark, at + 1)) places.push(at);
    return places;
  });
}

/**
 * Kendall's rank correlation between the order of casting and the order of places in the file: 1 the same, -1 the reverse,
 * 0 none. With n marks of an unordered file its variance is 2(2n + 5) / 9n(n - 1).
 */
function rankCorrelation(places: readonly number[]): number {
  let agreeing = 0;
  let pairs = 0;
  for (const [index, place] of places.entries()) {
    for (const later of places.slice(index + 1)) {
      agreeing += later > place ? 1 : -1;
      pairs += 1;
    }
  }
  return agreeing / pairs;
}

/** What many elections of one way of storing give away. */
export interface Analysis {
  readonly storage: string;
  readonly boxes: number;
  /** Boxes whose places are exactly in the order of casting, or exactly in the reverse. */
  readonly readable: number;
  readonly meanCorrelation: number;
  /** The mean correlation in standard deviations of the mean of as many unordered files. */
  readonly sigmas: number;
  /** Boxes in which the last mark cast stands first or last; of unordered ones about 2 of n do. */
  readonly lastAtAnEnd: number;
  /** Marks of which the file holds another copy, or which are in its log. */
  readonly copies: number;
}

/** Looks for the order of casting in the files of many boxes, each with the same number of marks. */
export function analyse(storage: string, boxes: readonly Found[]): Analysis {
  const first = boxes.map((box) => box.map((places) => places[0] ?? -1));
  const correlations = first.map(rankCorrelation);
  const marks = first[0]?.length ?? 0;
  const mean = correlations.reduce((sum, value) => sum + value, 0) / boxes.length;
  const deviation = Math.sqrt((2 * (2 * marks + 5)) / (9 * marks * (marks - 1)) / boxes.length);
  return {
    storage,
    boxes: boxes.length,
    readable: correlations.filter((value) => Math.abs(value) === 1).length,
    meanCorrelation: mean,
    sigmas: mean / deviation,
    lastAtAnEnd: first.filter((places) => {
      const last = places.at(-1) ?? 0;
      return last === Math.max(...places) || last === Math.min(...places);
    }).length,
    copies: boxes.flat().filter((places) => places.length !== 1).length,
  };
}

/** The analysis as a line of a table. */
export function analysisLine(analysis: Analysis): string {
  const { storage, boxes, readable, meanCorrelation, sigmas, lastAtAnEnd, copies } = analysis;
  return [
    storage.padEnd(48),
    String(boxes).padStart(5),
    String(readable).padStart(9),
    meanCorrelation.toFixed(4).padStart(9),
    sigmas.toFixed(1).padStart(8),
    String(lastAtAnEnd).padStart(8),
    String(copies).padStart(7),
  ].join('');
}

export const ANALYSIS_HEADING = [
  'storage'.padEnd(48),
  'boxes'.padStart(5),
  'readable'.padStart(9),
  'mean tau'.padStart(9),
  'sigmas'.padStart(8),
  'last@end'.padStart(8),
  'copies'.padStart(7),
].join('');
