import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { say } from '../../src/conversation/text-key.ts';
import type { Choice, Reply } from '../../src/conversation/types.ts';
import { createCatalogue } from '../../src/presentation/catalogue.ts';
import { toPlain, visibleLength } from '../../src/presentation/markup.ts';
import { renderReply } from '../../src/presentation/render.ts';
import type { Capabilities } from '../../src/presentation/types.ts';
import { EVERYTHING } from '../support/capabilities.ts';
import { ZONE } from '../support/office-clock.ts';

const catalogue = createCatalogue(ZONE);
const BARE: Capabilities = {
  ...EVERYTHING,
  buttons: false,
  edits: false,
  filesOut: false,
  photoLinks: false,
  formatting: 'plain',
  maxText: 2000,
  shareContact: false,
};

const render = (reply: Reply, capabilities: Capabilities = EVERYTHING, tappedMessageId?: string) =>
  renderReply(reply, catalogue, {
    locale: 'vi',
    capabilities,
    filesDir: '/files',
    ...(tappedMessageId === undefined ? {} : { tappedMessageId }),
  });

const text = (value: string) => say('text', { text: value });
const choice = (id: string, label: string, short?: string): Choice => ({
  id,
  label: text(label),
  ...(short === undefined ? {} : { short: text(short) }),
});

describe('choices that share a row', () => {
  it('stand side by side whatever their length, apart from their neighbours', () => {
    const inRow = (row: string) =>
      [1, 2, 3].map((number) => ({ ...choice(`${row}${number}`, 'Mười sáu chữ cái'), row }));
    const asked: Reply = { say: [text('?')], choices: [...inRow('a'), ...inRow('b'), choice('c', 'Xong')] };
    const [message] = render(asked);
    expect(message?.buttons?.map((row) => row.length)).toEqual([3, 3, 1]);
  });

  it('do not draw in a choice that has no row', () => {
    const asked: Reply = {
      say: [text('?')],
      choices: [{ ...choice('a', 'A'), row: 'a' }, choice('b', 'B'), choice('c', 'C')],
    };
    const [message] = render(asked);
    expect(message?.buttons?.map((row) => row.length)).toEqual([1, 2]);
  });
});

describe('an ephemeral reply', () => {
  it('asks to be protected on every channel', () => {
    expect(render({ say: [text('?')], ephemeral: true })[0]?.protected).toBe(true);
    expect(render({ say: [text('?')] })[0]).not.toHaveProperty('protected');
  });
});

describe('a question for a figure', () => {
  it('shows its choices without numbers, because a number is the answer', () => {
    const asked: Reply = { say: [text('Bao nhiêu?')], choices: [choice('a', 'Xóa số liệu')], numeric: true };
    const [message] = render(asked, BARE);
    expect(message?.text).toContain('• Xóa số liệu\n');
    expect(message?.text).toContain('nhập con số');
    expect(message?.text).not.toContain('1)');
  });
});

describe('choices', () => {
  const reply: Reply = {
    say: [text('Câu hỏi?')],
    choices: [
      choice('a', 'Có'),
      choice('b', 'Không'),
      choice('c', 'Một nhãn dài hơn bốn mươi ký tự để xem có bị cắt hay không'),
    ],
    commands: [{ command: 'lich', label: text('Lịch') }],
    promptToken: 'TOKEN',
  };

  it('are buttons where there are buttons: short ones side by side, long ones cut, each with its token', () => {
    const [message] = render(reply);
    // What is cut stands whole in the message, under the number that its button shows.
    expect(message?.text.split('\n')).toEqual([
      'Câu hỏi?',
      '',
      '3) Một nhãn dài hơn bốn mươi ký tự để xem có bị cắt hay không',
    ]);
    expect(message?.buttons).toEqual([
      [
        { label: 'Có', token: 'TOKEN.0' },
        { label: 'Không', token: 'TOKEN.1' },
      ],
      [{ label: '3) Một nhãn dài hơn bốn mươi ký tự để x…', token: 'TOKEN.2' }],
      [{ label: 'Lịch', token: '/lich' }],
    ]);
  });

  it('are numbered lines where there are none, with how to answer', () => {
    const [message] = render(reply, BARE);
    expect(message?.buttons).toBeUndefined();
    expect(message?.text.split('\n')).toEqual([
      'Câu hỏi?',
      '',
      '1) Có',
      '2) Không',
      '3) Một nhãn dài hơn bốn mươi ký tự để xem có bị cắt hay không',
      'Đồng chí trả lời bằng số thứ tự hoặc nội dung lựa chọn.',
      '• Lịch: gõ lich',
    ]);
  });

  it('that are sentences stand numbered in the message, and the buttons show the numbers', () => {
    const choices = Array.from({ length: 7 }, (_, n) => choice(`c${n}`, `Cam kết thứ ${n + 1}`, `☐ ${n + 1}`));
    const [message] = render({ say: [text('Chọn')], choices, promptToken: 'T' });
    expect(message?.text).toContain('7) Cam kết thứ 7');
    expect(message?.buttons?.map((row) => row.map(({ label }) => label))).toEqual([
      ['☐ 1', '☐ 2', '☐ 3', '☐ 4', '☐ 5'],
      ['☐ 6', '☐ 7'],
    ]);
  });

  it('hang on the last part of a long message', () => {
    const parts = render({ ...reply, say: [text('dài '.repeat(2_000))] });
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map(({ buttons }) => buttons !== undefined)).toEqual([...parts.slice(1).map(() => false), true]);
  });
});

describe('a reply', () => {
  it('replaces the tapped message in its first part only, and only where messages can be edited', () => {
    const long: Reply = { say: [text('dài '.repeat(2_000))], mode: 'replace' };
    expect(render(long, EVERYTHING, 'M7').map(({ editMessageId }) => editMessageId)).toEqual(['M7', undefined]);
    expect(render(long, BARE, 'M7').some(({ editMessageId }) => editMessageId !== undefined)).toBe(false);
    expect(render({ ...long, mode: 'append' }, EVERYTHING, 'M7')[0]?.editMessageId).toBeUndefined();
  });

  it('carries its file where files can go, within the limit of captions', () => {
    const file = { storedName: 'abc', name: 'phiếu.xlsx', mime: 'x' };
    const parts = render({ say: [text('chữ '.repeat(400))], file });
    expect(parts.at(-1)?.file).toEqual({ path: '/files/abc', name: 'phiếu.xlsx', mime: 'x' });
    for (const part of parts) expect(visibleLength(part.text)).toBeLessThanOrEqual(EVERYTHING.maxCaption);
    expect(render({ say: [text('chữ')], file }, BARE)[0]?.file).toBeUndefined();
  });

  it('asks for the phone number only where it can be shared', () => {
    const reply: Reply = { say: [text('Mã?')], askContact: true };
    expect(render(reply)[0]?.askContact?.label).toBe('Gửi số điện thoại của tôi');
    expect(render(reply, BARE)[0]?.askContact).toBeUndefined();
  });

  it('shows what people wrote as they wrote it, on every channel', () => {
    const evil = '<b>&lt;{name}&amp; "x" </i>';
    expect(toPlain(render({ say: [text(evil)] })[0]?.text ?? '')).toBe(evil);
    expect(render({ say: [text(evil)] }, BARE)[0]?.text).toBe(evil);
  });

  it('fits the channel in every part, numbered, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 3_000 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(EVERYTHING, BARE),
        (texts, capabilities) => {
          const parts = render({ say: texts.map(text) }, capabilities);
          const length = capabilities.formatting === 'html' ? visibleLength : (part: string) => part.length;
          for (const [index, part] of parts.entries()) {
            expect(length(part.text)).toBeLessThanOrEqual(capabilities.maxText);
            if (parts.length > 1) expect(part.text.startsWith(`(${index + 1}/${parts.length})\n`)).toBe(true);
          }
        },
      ),
    );
  });
});
