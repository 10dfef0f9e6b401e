import * as z from 'zod';
import { type ExportKind, type ExportVariant, exportNamed, exportScope, exportsFor } from '../../app/exports.ts';
import type { MemberContext } from '../context.ts';
import { again, defineFlow, end, go, type Move, rewind, type Step } from '../flow.ts';
import { type Say, say, type TextKey } from '../text-key.ts';
import { enqueue } from './enqueue.ts';

const exportsState = z.object({ code: z.string() });
type ExportsState = z.infer<typeof exportsState>;
type ExportsStep = Step<ExportsState, MemberContext>;

/** What there is to have for this person. */
const kindStep: ExportsStep = {
  light: true,
  help: 'help.exports',
  ask: (context) => ({
    say: [
      say('export.ask'),
      // Of how much, where it is not of everything.
      ...(exportsFor(context.person).every((kind) => exportScope(context.person, kind)?.divisionId !== null)
        ? [say('export.own_division', { division: context.person.divisionName })]
        : []),
    ],
    choices: [
      ...exportsFor(context.person).map(({ code }) => ({ id: code, label: say(`export.${code}`) })),
      { id: 'close', label: say('choice.close') },
    ],
  }),
  answer(context, _state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'close') return end([say('export.closed')]);
    const kind = exportNamed(id);
    return kind === null ? again(say('dialogue.not_understood')) : chosen(context, kind);
  },
};

/** Which of its forms. */
const variantStep: ExportsStep = {
  light: true,
  help: 'help.exports',
  ask: (context, { code }) => ({
    say: [say('export.variant_ask', { what: say(`export.${code}` as TextKey) })],
    choices: [
      ...variantsOf(context, exportNamed(code)).map((variant) => ({ id: variant.id, label: variantSay(variant) })),
      { id: 'back', label: say('choice.back') },
    ],
  }),
  answer(context, state, answer) {
    const id = answer.kind === 'choice' ? (answer.ids[0] ?? '') : '';
    if (id === 'back') return rewind('kind', state);
    const kind = exportNamed(state.code);
    const variant = variantsOf(context, kind).find((candidate) => candidate.id === id);
    if (kind === null || variant === undefined) return again(say('dialogue.not_understood'));
    return begun(context, kind, variant.id);
  },
};

function variantsOf(context: MemberContext, kind: ExportKind | null): readonly ExportVariant[] {
  return kind?.variants?.(context) ?? [];
}

function variantSay(variant: ExportVariant): Say {
  if (variant.label === 'election') return say('export.variant.election', variant.params);
  const { label, params } = variant;
  return say(`export.variant.${label}`, { round: say(`review.round.${params.round}`) });
}

function chosen(context: MemberContext, kind: ExportKind, wanted = ''): Move<ExportsState> {
  if (context.store.campaigns.current() === null) return end([say('error.no_campaign')]);
  if (kind.variants === undefined || exportScope(context.person, kind) === null) return begun(context, kind, '');
  const variants = variantsOf(context, kind);
  if (variants.length === 0) return end([say('error.export_empty', { what: say(`export.${kind.code}`) })]);
  return variants.some(({ id }) => id === wanted) ? begun(context, kind, wanted) : go('variant', { code: kind.code });
}

// Rights are asked here, when the file is written, and when its link is opened.
function begun(context: MemberContext, kind: ExportKind, variant: string): Move<never> {
  if (exportScope(context.person, kind) === null) return end([say('error.not_allowed')]);
  const { code } = kind;
  enqueue(context, { kind: 'export', code, variant, shownIn: context.chat.tappedMessageId ?? null });
  return end([say('export.begun', { what: say(`export.${code}`) })]);
}

/**
 * Spreadsheets and documents to take away. `/xuatdulieu` lists what the person may have; with a code, and the id of a
 * variant after it, it begins at once. Other dialogues offer it as that command.
 */
export const exportsFlow = defineFlow<ExportsState>({
  name: 'exports',
  version: 1,
  state: exportsState,
  allowed: ({ person }) => exportsFor(person).length > 0,
  begin(context, args) {
    const [code = '', variant] = args.trim().split(/\s+/);
    const kind = exportNamed(code);
    if (kind !== null) return chosen(context, kind, variant);
    return exportsFor(context.person).length === 0 ? end([say('error.not_allowed')]) : go('kind', { code: '' });
  },
  steps: { kind: kindStep, variant: variantStep },
});
