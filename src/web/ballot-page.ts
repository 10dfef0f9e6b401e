import type { Context } from 'hono';
import type { BallotLine, BallotSheet } from './ballot-port.ts';
import { escapeHtml, pageFrame } from './page-frame.ts';
import { pageTexts, type TextSource } from './page-texts.ts';

const STYLES = ['/static/ballot/ballot.css'];
/** The script that seals, as the build bundles it from `static/ballot/`. */
export const BALLOT_SCRIPT_PATH = '/static/ballot/ballot.js';

/** Screens that only say how it ended; the script shows one of them. */
const ENDINGS = ['voted', 'over', 'unknown', 'unfit'] as const;

type Say = (key: string) => string;

/**
 * The ballot: every screen of it, of which the script shows one at a time. There is no form element and no button that
 * submits: without the script nothing can leave this page, least of all a choice in the clear.
 */
export function ballotPage(context: Context, source: TextSource, sheet: BallotSheet): Response | Promise<Response> {
  const { locale, text } = pageTexts(source, sheet.locale);
  const say: Say = (key) => escapeHtml(text(key));
  const body = `<main id="ballot" data-key="${escapeHtml(sheet.publicKey)}">
${heading(sheet, source, locale, say)}
<div id="waiting" class="note">
<p>${say('ballot.page.waiting')}</p>
<p>${say(sheet.inChatToo ? 'ballot.page.instead_chat' : 'ballot.page.instead')}</p>
</div>
<section data-screen="marking" aria-labelledby="marking-heading" hidden>
<h2 id="marking-heading" tabindex="-1">${say('ballot.page.marking')}</h2>
<p>${say('ballot.page.how')}</p>
${sheet.recused === 0 ? '' : `<p class="note">${say('ballot.page.recused')}</p>\n`}<details>
<summary>${say('ballot.page.protection')}</summary>
${paragraphs(sheet.secrecy)}
</details>
${sheet.lines.map((line) => lineMarkup(line, say)).join('\n')}
${sheet.lines.length === 0 ? `<p>${say('ballot.page.no_lines')}</p>\n` : ''}<p class="problem" id="problem" role="alert" hidden>${say('ballot.page.missing_some')}</p>
<button type="button" id="review">${say('ballot.page.review')}</button>
</section>
<section data-screen="review" aria-labelledby="review-heading" hidden>
<h2 id="review-heading" tabindex="-1">${say('ballot.page.review_heading')}</h2>
<dl id="choices"></dl>
<p>${say('ballot.page.final')}</p>
<button type="button" id="send">${say('ballot.page.send')}</button>
<button type="button" id="change" class="second">${say('ballot.page.change')}</button>
</section>
${screen('sending', say('ballot.page.sending'), [say('ballot.page.sending_more')])}
${screen('recorded', say('ballot.page.recorded'), [say('ballot.page.recorded_more'), say('ballot.page.close')])}
${ENDINGS.map((ending) => screen(ending, say(`error.ballot-${ending}`), [say(`ballot.page.after_${ending}`)])).join('\n')}
${screen('unsure', say('ballot.page.unsure'), [say('ballot.page.unsure_more')], `<button type="button" id="again">${say('ballot.page.resend')}</button>`)}
</main>`;
  const frame = { locale, title: text('ballot.page.title'), styles: STYLES, scripts: [BALLOT_SCRIPT_PATH] };
  return context.html(pageFrame(frame, body));
}

/** Says that this member has voted; nothing of the ballot is on it. */
export function votedPage(context: Context, source: TextSource, reader: string): Response | Promise<Response> {
  const { locale, text } = pageTexts(source, reader);
  const body = `<main>
<h1>${escapeHtml(text('error.ballot-voted'))}</h1>
<p role="status">${escapeHtml(text('ballot.page.after_voted'))}</p>
</main>`;
  return context.html(pageFrame({ locale, title: text('ballot.page.title'), styles: STYLES }, body));
}

function heading(sheet: BallotSheet, source: TextSource, locale: string, say: Say): string {
  const others = source.locales.filter((other) => other !== locale);
  const languages = others.map(
    (other) =>
      `<a href="?lang=${escapeHtml(other)}" lang="${escapeHtml(other)}" hreflang="${escapeHtml(other)}">${escapeHtml(source.texts(other)['ballot.page.language'] ?? other)}</a>`,
  );
  return `<header>
<p class="council">${escapeHtml(sheet.council)}</p>
<h1>${escapeHtml(sheet.name)}</h1>
<p>${escapeHtml(sheet.until)}</p>
<details>
<summary>${say('ballot.page.fingerprint')} <code>${escapeHtml(sheet.fingerprint.short)}</code></summary>
<p>${say('ballot.page.fingerprint_more')}</p>
<p><code>${escapeHtml(sheet.fingerprint.full)}</code></p>
</details>
<p class="languages">${languages.join(' ')}</p>
</header>`;
}

function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
}

function lineMarkup({ number, name, about, card }: BallotLine, say: Say): string {
  const choice = (value: string, label: string) =>
    `<label><input type="radio" name="n${number}" value="${value}" autocomplete="off"><span>${label}</span></label>`;
  return `<fieldset data-nominee="${number}" aria-describedby="about-${number}">
<legend>${number}. ${escapeHtml(name)}</legend>
<p class="about" id="about-${number}">${escapeHtml(about)}</p>
<details>
<summary>${say('ballot.page.card')}<span class="spoken"> ${escapeHtml(name)}</span></summary>
${paragraphs(card)}
</details>
<div class="choices">
${choice('agree', say('ballot.choice.agree'))}
${choice('disagree', say('ballot.choice.disagree'))}
${choice('no_opinion', say('ballot.choice.no_opinion'))}
</div>
<p class="problem" id="missing-${number}" hidden>${say('ballot.page.missing')}</p>
</fieldset>`;
}

function screen(name: string, title: string, lines: readonly string[], more = ''): string {
  return `<section data-screen="${name}" aria-labelledby="${name}-heading" hidden>
<h2 id="${name}-heading" tabindex="-1">${title}</h2>
${lines.map((line) => `<p role="status">${line}</p>`).join('\n')}
${more}</section>`;
}
