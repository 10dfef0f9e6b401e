import { describe, expect, it } from 'vitest';
import { atStep } from '../support/at-step.ts';
import { textOf } from '../support/phone.ts';

const REASONS = [
  'approvals.reason',
  'approvals.report_reason',
  'manage.late_reason',
  'manage.review_late_reason',
  'manage.review_reason',
  'manage.result_cancel',
  'exemplar.reason',
];

describe('a reason that others read', () => {
  it.each(REASONS)('is asked for again where what was typed says nothing: %s', async (step) => {
    const { phone, who, unchanged } = await atStep(step);
    const seen = textOf(await phone.type(who, 'a'));
    expect(seen).toContain('ít nhất vài chữ');
    expect(seen).toContain('Ví dụ: ');
    unchanged();
  });
});
