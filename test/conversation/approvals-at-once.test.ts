import { expect, it } from 'vitest';
import { AT_ONCE } from '../../src/app/approval.ts';
import { atOnce } from '../../src/conversation/flows/approvals-state.ts';
import { openOffice } from '../support/office.ts';

it('the choice of taking everything says so where one answer takes it all, and otherwise how much it takes', async () => {
  const { catalogue } = await openOffice();
  const label = (count: number) => catalogue.plain(atOnce('approval.accept', count), 'vi');
  expect(label(AT_ONCE)).toBe(`Tiếp nhận cả ${AT_ONCE} bản đã xác nhận`);
  expect(label(AT_ONCE + 100)).toBe(`Tiếp nhận ${AT_ONCE} bản đã xác nhận, nộp sớm nhất`);
});
