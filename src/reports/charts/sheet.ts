// What is drawn, in the words that stand in the picture: everything that needs a language is written already, so that the
// worker that draws needs neither texts nor dates. All positions are shares of their axis, from 0 to 1.

export interface Heading {
  readonly title: string;
  readonly agency: string;
  readonly date: string;
}

/** A part of a bar, told apart by its place, its pattern and its colour. */
export type BarPart = 'accepted' | 'confirmed' | 'handed_in' | 'missing';

export interface BarSheet {
  readonly kind: 'divisions';
  readonly heading: Heading;
  readonly legend: readonly { readonly part: BarPart; readonly label: string }[];
  readonly rows: readonly {
    readonly name: string;
    readonly figures: string;
    /** Shares of the division's people, in the order of the legend. */
    readonly shares: readonly number[];
  }[];
  /** A line below; empty when there is nothing to add. */
  readonly note: string;
}

export interface GaugeSheet {
  readonly kind: 'targets';
  readonly heading: Heading;
  readonly gauges: readonly {
    readonly name: string;
    /** Where the pointer ends; null while the figure is not known. */
    readonly actual: number | null;
    readonly goal: number | null;
    /** On which side of the goal it is reached. */
    readonly good: 'above' | 'below' | 'at';
    readonly ends: readonly [low: string, high: string];
    /** The figure alone, inside the half circle. */
    readonly figure: string;
    /** The figure with what it is a share of; empty while it is not known. */
    readonly reached: string;
    readonly wanted: string;
    readonly verdict: string;
    readonly met: boolean | null;
  }[];
  readonly note: string;
}

export interface LineSheet {
  readonly kind: 'year';
  readonly heading: Heading;
  /** What the line shows, above it. */
  readonly caption: string;
  readonly line: readonly { readonly at: number; readonly height: number }[];
  /** The last figure, beside the line's end; empty without one. */
  readonly latest: string;
  readonly months: readonly { readonly at: number; readonly label: string }[];
  readonly levels: readonly { readonly height: number; readonly label: string }[];
  /** The day of the figures; null when it is not in the year. */
  readonly today: { readonly at: number; readonly label: string } | null;
  /** All who could register. */
  readonly all: { readonly height: number; readonly label: string };
  readonly marks: readonly { readonly at: number; readonly label: string; readonly past: boolean }[];
  /** The milestones, one a line, each with the mark that stands for it in the line. */
  readonly list: readonly { readonly mark: string; readonly text: string; readonly past: boolean }[];
  readonly note: string;
}

/** A picture as it is to be drawn. */
export type Sheet = BarSheet | GaugeSheet | LineSheet;
