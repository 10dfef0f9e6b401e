import { expect, it } from 'vitest';
import { achievedLine } from '../../src/conversation/target-wording.ts';
import { type Say, say } from '../../src/conversation/text-key.ts';
import { contentLines } from '../../src/conversation/wording.ts';
import type { Target } from '../../src/domain/plan.ts';
import { EMPTY_CONTENT } from '../../src/domain/pledge.ts';
import type { Measured, TargetStanding } from '../../src/domain/standings/view.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';

const catalogue = createCatalogue('UTC');
const TARGET = {
  text: '15% chiến sĩ thi đua cơ sở',
  unit: 'percent',
  comparator: '>=',
  figure: 15,
  ceiling: true,
} as Target;

function read(line: Say): string {
  return catalogue.plain(line, 'vi');
}

function standing(assessment: Partial<Measured['assessment']>): TargetStanding {
  const measured = { met: null, actualHundredths: 0, required: null, ceiling: null, aboveCeiling: false };
  const achieved = { count: 0, base: 2, assessment: { ...measured, ...assessment } } as Measured;
  return { target: TARGET, achieved, need: null, value: null, years: [] } as unknown as TargetStanding;
}

it('a share that is goal and ceiling in one is told with its number, or 0 % would seem to reach 15 %', () => {
  expect(read(achievedLine(standing({ met: true, ceiling: 0 })))).toBe(
    '• 15% chiến sĩ thi đua cơ sở: 0/2 (0%). Vừa là mục tiêu vừa là trần 15% (nhiều nhất 0): đạt chỉ tiêu',
  );
});

it('a single division has no verdict on the ceiling of the office', () => {
  expect(read(achievedLine(standing({})))).toBe(
    '• 15% chiến sĩ thi đua cơ sở: 0/2 (0%). Trần 15% tính chung toàn cơ quan',
  );
});

it('a pledge without commitments says so, as it does of everything else', () => {
  const last = (kind: 'individual' | 'collective') => read(contentLines(EMPTY_CONTENT, kind).at(-1) ?? say('nothing'));
  expect(last('individual')).toBe('5. Cam kết: không');
  expect(last('collective')).toBe('4. Cam kết: không');
});
