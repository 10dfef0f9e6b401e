import type { Election } from '../domain/ballot/election.ts';
import { type OpeningFinding, SEVERITIES } from '../domain/ballot/opening-warnings.ts';
import { ruleOf } from '../domain/ballot/pass-rule.ts';
import type { VotingRule } from '../domain/plan.ts';
import { type Say, say } from './text-key.ts';
import { shortTitleSay } from './wording.ts';

// What a result may give away, as texts to say before a round is opened.

/** The share that passes: `từ 90% tổng số thành viên`. */
export function passMarkSay({ numerator, denominator, comparator, base }: VotingRule): Say {
  const share = fractionSay({ numerator, denominator });
  return say(comparator === '>=' ? 'election.pass.at_least' : 'election.pass.more_than', {
    share,
    base: say(`election.base.${base}`),
  });
}

/** A share as people say it: in percent where it is of a hundred. */
export function fractionSay({ numerator, denominator }: VotingRule['quorum']): Say {
  return denominator === 100
    ? say('election.fraction.percent', { numerator })
    : say('election.fraction', { numerator, denominator });
}

/** Everything to acknowledge, worst first, under a heading for each severity. */
export function warningLines(election: Election, findings: readonly OpeningFinding[]): readonly Say[] {
  return SEVERITIES.flatMap((severity) => {
    const found = findings.filter((finding) => finding.severity === severity);
    if (found.length === 0) return [];
    return [say(`election.severity.${severity}`), ...found.map((finding) => findingSay(election, finding))];
  });
}

function findingSay(election: Election, finding: OpeningFinding): Say {
  const { code, severity, title, nominees, members, marks, needed } = finding;
  const what = say(`election.finding.${code}`, {
    members,
    least: marks.least,
    most: marks.most,
    needed: needed ?? 0,
    range: marks.least === marks.most ? 'one' : 'several',
  });
  if (title === null) return say('election.finding.round', { what });
  const { voting } = ruleOf(election, title);
  return say(severity === 'decision' ? 'election.finding.lines_rule' : 'election.finding.lines', {
    title: shortTitleSay(title),
    lines: lineNumbers(nominees),
    members,
    rule: passMarkSay(voting),
    what,
  });
}

/** Numbers of lines, neighbours drawn together: `1–4, 7`. */
export function lineNumbers(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last.to + 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}
