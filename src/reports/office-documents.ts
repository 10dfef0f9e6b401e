import type { DocumentCode } from '../app/exports.ts';
import type { Campaign, Work } from '../app/ports.ts';
import { history, standings } from '../app/standings.ts';
import { type Say, say } from '../conversation/text-key.ts';
import { REVIEW_ROUNDS } from '../domain/review.ts';
import { err, type Result } from '../lib/result.ts';
import { campaignReport } from './documents/campaign-report.ts';
import type { DocumentKind, ReadTemplate } from './documents/document-kinds.ts';
import type { DocumentWords } from './documents/document-words.ts';
import type { Template } from './documents/fill-template.ts';
import { collectiveList, individualList } from './documents/registration-lists.ts';
import { targetAnnex } from './documents/target-annex.ts';
import { type TemplateProblem, templateProblemSay } from './documents/template-problem.ts';
import { countMinutesOf, paperBallotOf, sessionOf, submissionOf } from './office/council-documents.ts';
import { paperOf } from './office/paper.ts';
import { registeredDivisions, registeredPeople } from './office/registered.ts';

/** What a document is made from. */
export interface DocumentMaterial {
  /** One short transaction a call. */
  readonly read: <T>(use: (work: Work) => T) => T;
  /** Id of the chosen variant (app/exports.ts), '' where there is only one form. */
  readonly variant: string;
  readonly words: DocumentWords;
  readonly templates: ReadTemplate;
}

type Made = Promise<Result<Uint8Array, TemplateProblem>>;

/** A document that can be made now: which template it takes, and what fills it. */
export interface Prepared {
  readonly kind: DocumentKind;
  readonly fill: (template: Template, words: DocumentWords) => Made;
}

type Prepare = (work: Work, campaign: Campaign, variant: string) => Prepared | null;

const PREPARE: Readonly<Record<DocumentCode, Prepare>> = {
  individual_list(work, campaign) {
    const people = registeredPeople(work, campaign);
    return {
      kind: 'registrations_individual',
      fill: (template, words) => individualList(paperOf(campaign), people, template, words),
    };
  },
  collective_list(work, campaign) {
    const divisions = registeredDivisions(work, campaign);
    return {
      kind: 'registrations_collective',
      fill: (template, words) => collectiveList(paperOf(campaign), divisions, template, words),
    };
  },
  target_annex: (_, { plan }) => ({
    kind: 'target_annex',
    fill: (template, words) => targetAnnex(plan, template, words),
  }),
  campaign_report(work, campaign, variant) {
    const round = REVIEW_ROUNDS.find((one) => one === variant);
    if (round === undefined) return null;
    const report = {
      ...paperOf(campaign),
      plan: campaign.plan,
      round,
      standings: standings(work, campaign, null),
      years: history(work, campaign, null).years,
    };
    return { kind: `${round}_report`, fill: (template, words) => campaignReport(report, template, words) };
  },
  paper_ballot: paperBallotOf,
  count_minutes: countMinutesOf,
  council_minutes: sessionOf,
  submission: submissionOf,
};

/** Makes a Word file from what the office has now; a failure is a text for whoever asked, a template's with its name. */
export async function officeDocument(
  code: DocumentCode,
  { read, variant, words, templates }: DocumentMaterial,
): Promise<Result<Uint8Array, Say>> {
  const prepared = read((work) => {
    const campaign = work.store.campaigns.current();
    return campaign === null ? null : PREPARE[code](work, campaign, variant);
  });
  if (prepared === null) return err(say('error.export_empty', { what: say(`export.${code}`) }));
  const template = await templates(prepared.kind);
  const made = template.ok ? await prepared.fill(template.value, words) : template;
  return made.ok ? made : err(templateProblemSay(made.error));
}
