import { CHOICES, type Choice } from '../../../domain/ballot/election.ts';

/** The lines of the ballot as they stand in the page. */
export interface Sheet {
  /** Choices by nominee; null after the lines without one were pointed out and the first of them has the focus. */
  marked(): ReadonlyMap<number, Choice> | null;
  /** Lists the choices in words, for the reader to look over. */
  listIn(list: HTMLElement): void;
  /** Takes every choice back. */
  clear(): void;
}

/** Reads the lines below `root`. */
export function sheetIn(root: HTMLElement): Sheet {
  const lines = Array.from(root.querySelectorAll<HTMLFieldSetElement>('fieldset[data-nominee]'));
  const problem = root.querySelector<HTMLElement>('#problem');

  for (const line of lines) line.addEventListener('change', () => point(line, false));

  function point(line: HTMLFieldSetElement, missing: boolean): void {
    const note = line.querySelector<HTMLElement>('.problem');
    if (note !== null) note.hidden = !missing;
    for (const radio of radiosOf(line)) {
      if (missing && note !== null) radio.setAttribute('aria-describedby', note.id);
      else radio.removeAttribute('aria-describedby');
    }
  }

  return {
    marked() {
      const choices = new Map<number, Choice>();
      const missing: HTMLFieldSetElement[] = [];
      for (const line of lines) {
        const choice = CHOICES.find((known) => known === chosenIn(line)?.value);
        point(line, choice === undefined);
        if (choice === undefined) missing.push(line);
        else choices.set(Number(line.dataset.nominee), choice);
      }
      if (problem !== null) problem.hidden = missing.length === 0;
      const [first] = missing;
      if (first === undefined) return choices;
      radiosOf(first)[0]?.focus();
      return null;
    },
    listIn(list) {
      list.replaceChildren();
      for (const line of lines) {
        const name = document.createElement('dt');
        const about = document.createElement('p');
        about.textContent = line.querySelector('.about')?.textContent ?? '';
        name.append(line.querySelector('legend')?.textContent ?? '', about);
        const choice = document.createElement('dd');
        choice.textContent = chosenIn(line)?.labels?.[0]?.textContent ?? '';
        list.append(name, choice);
      }
    },
    clear() {
      for (const line of lines) for (const radio of radiosOf(line)) radio.checked = false;
    },
  };
}

function radiosOf(line: HTMLFieldSetElement): readonly HTMLInputElement[] {
  return Array.from(line.querySelectorAll<HTMLInputElement>('input[type=radio]'));
}

function chosenIn(line: HTMLFieldSetElement): HTMLInputElement | undefined {
  return radiosOf(line).find(({ checked }) => checked);
}
