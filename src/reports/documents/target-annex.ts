import { wantedSay } from '../../conversation/figure-wording.ts';
import type { Plan, Target } from '../../domain/plan.ts';
import type { Result } from '../../lib/result.ts';
import type { DocumentWords } from './document-words.ts';
import { fillTemplate, type Template } from './fill-template.ts';
import type { DataOf, Shape } from './shape.ts';
import type { TemplateProblem } from './template-problem.ts';

export const TARGET_ANNEX = {
  agency: 'text',
  year: 'text',
  plan_number: 'text',
  plan_date: 'text',
  annex_targets: {
    order: 'text',
    target: 'text',
    wanted: 'text',
    subject: 'text',
    period: 'text',
    section: 'text',
  },
} as const satisfies Shape;

/** The annex of the plan's targets (phụ lục chỉ tiêu thi đua) as a Word file. */
export function targetAnnex(
  plan: Plan,
  template: Template,
  words: DocumentWords,
): Promise<Result<Uint8Array, TemplateProblem>> {
  return fillTemplate(template, TARGET_ANNEX, targetAnnexData(plan, words), words);
}

function targetAnnexData(plan: Plan, words: DocumentWords): DataOf<typeof TARGET_ANNEX> {
  return {
    agency: plan.agency.name,
    year: String(plan.year),
    plan_number: words.orByHand(plan.issued?.number ?? null),
    plan_date: words.day(plan.issued?.date ?? null, plan.year),
    annex_targets: plan.targets.map((target, index) => ({
      order: String(index + 1),
      target: target.text,
      wanted: words.said(wantedSay(target)),
      subject: words.text(`document.subject.${target.subject}`),
      period: periodText(target, words),
      section: target.section,
    })),
  };
}

function periodText({ horizon, from, to, yearly }: Target, words: DocumentWords): string {
  if (horizon === 'year') return words.text('document.period.year', { year: String(to) });
  const years = { from: String(from), to: String(to) };
  return words.text(yearly ? 'document.period.yearly' : 'document.period.whole', years);
}
