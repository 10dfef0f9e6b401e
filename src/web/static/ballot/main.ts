import type { Choice } from '../../../domain/ballot/election.ts';
import { postBallot } from './post.ts';
import { type Seal, type SealedMark, sealTo } from './seal.ts';
import { sheetIn } from './sheet.ts';

type Screen = 'marking' | 'review' | 'sending' | Awaited<ReturnType<typeof postBallot>>;

/** Brings the page to life once the browser has shown that it can seal; until then its words say what to do instead. */
async function begin(root: HTMLElement): Promise<void> {
  const seal = await sealTo(root.dataset.key ?? '');
  const sheet = sheetIn(root);
  const list = part(root, '#choices');
  const send = part(root, '#send');

  function show(screen: Screen): void {
    for (const section of Array.from(root.querySelectorAll<HTMLElement>('[data-screen]'))) {
      section.hidden = section.dataset.screen !== screen;
    }
    // Another language is another page: what was chosen would be lost, and what was sent would be asked for again.
    part(root, '.languages').hidden = screen !== 'marking';
    const heading = root.querySelector<HTMLElement>(`#${screen}-heading`);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView();
  }

  function forget(): void {
    sheet.clear();
    list.replaceChildren();
  }

  part(root, '#review').addEventListener('click', () => {
    if (sheet.marked() === null) return;
    sheet.listIn(list);
    show('review');
  });
  part(root, '#change').addEventListener('click', () => show('marking'));
  send.addEventListener(
    'click',
    () => {
      const choices = sheet.marked();
      if (choices === null) return;
      // From here on no choice is in the page any more, and there is no way back to them.
      forget();
      show('sending');
      removeScreens(root, ['marking', 'review']);
      sealed(choices, seal).then(
        (marks) => deliver(JSON.stringify({ marks })),
        () => show('unfit'),
      );
    },
    { once: true },
  );

  async function deliver(body: string): Promise<void> {
    const outcome = await postBallot(body);
    show(outcome);
    // The same sealed marks again: had they arrived, the answer says so.
    if (outcome !== 'unsure') return;
    const again = () => {
      show('sending');
      void deliver(body);
    };
    part(root, '#again').addEventListener('click', again, { once: true });
  }

  // What the browser keeps of a page that was left holds no choice; a page that it brings back is asked for anew.
  addEventListener('pagehide', forget);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  forget();
  part(root, '#waiting').remove();
  show('marking');
}

/** One mark after another, with a breath between them: an old phone takes a tenth of a second for each. */
async function sealed(choices: ReadonlyMap<number, Choice>, seal: Seal): Promise<readonly SealedMark[]> {
  const marks: SealedMark[] = [];
  for (const [nominee, choice] of Array.from(choices)) {
    await new Promise((resolve) => setTimeout(resolve));
    marks.push(seal(nominee, choice));
  }
  return marks;
}

function part(root: HTMLElement, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`the page lacks ${selector}`);
  return found;
}

function removeScreens(root: HTMLElement, names: readonly Screen[]): void {
  for (const name of names) root.querySelector(`[data-screen="${name}"]`)?.remove();
}

const root = document.getElementById('ballot');
// A failure leaves the words that are there; a console is nobody's business here.
if (root !== null) begin(root).catch(() => {});
