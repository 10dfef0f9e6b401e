import { type Say, say } from '../../conversation/text-key.ts';
import type { Locale } from '../../domain/person.ts';
import { ok, type Result, unreachable } from '../../lib/result.ts';
import type { Catalogue } from '../../presentation/catalogue.ts';
import { alternativeTo } from './alternative.ts';
import { barSheet } from './bar-sheet.ts';
import type { ChartData } from './data.ts';
import { createDrawingRoom, type DrawingRoomOptions, type Drawn, type PictureProblem } from './drawing-room.ts';
import { gaugeSheet } from './gauge-sheet.ts';
import type { Text } from './heading.ts';
import { lineSheet } from './line-sheet.ts';
import type { Sheet } from './sheet.ts';

export type { PictureProblem } from './drawing-room.ts';

/** A picture to hand over, with the same in words. */
export interface Picture extends Drawn {
  readonly name: string;
  readonly mime: 'image/png';
  /** Everything that the picture shows; its title is the first text. */
  readonly alternative: readonly Say[];
}

export interface Pictures {
  /** Draws in a process of its own: asked for outside any transaction. A problem is no reason to hold back the text. */
  pictureOf(data: ChartData, locale: Locale): Promise<Result<Picture, PictureProblem>>;
  /** Ends the process, if there is one. */
  stop(): Promise<void>;
}

/**
 * The maker of pictures. Nothing is loaded before the first one; its process ends when it has had nothing to do for a while.
 * Pictures are sent by jobs: `app/picture-request.ts` and the `picture` of `app/job-request.ts`.
 */
export function createPictures(options: DrawingRoomOptions & { readonly catalogue: Catalogue }): Pictures {
  const { catalogue } = options;
  const room = createDrawingRoom(options);
  return {
    async pictureOf(data, locale) {
      const text: Text = (said) => catalogue.plain(said, locale);
      const drawn = await room.draw(sheetOf(data, text));
      if (!drawn.ok) return drawn;
      const { png, width, height } = drawn.value;
      const name = text(say('file.chart'));
      return ok({ png, width, height, name, mime: 'image/png', alternative: alternativeTo(data) });
    },
    stop: room.stop,
  };
}

/** What is drawn of these figures, in one language. */
export function sheetOf(data: ChartData, text: Text): Sheet {
  switch (data.kind) {
    case 'divisions':
      return barSheet(data, text);
    case 'targets':
      return gaugeSheet(data, text);
    case 'year':
      return lineSheet(data, text);
    default:
      return unreachable(data);
  }
}
