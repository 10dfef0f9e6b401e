/** One sample line of the text format. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Metrics by name, as a scraper reads them. */
export interface Family {
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const LABELS = String.raw`(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*`;
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(${LABELS})\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`);

/**
 * Reads the Prometheus text format 0.0.4, more strictly than a scraper: every family has its help and its type, in this
 * order and once, its samples follow it, no sample comes twice, and counters end in `_total`.
 */
export function readPrometheus(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended');
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.slice(0, -1).split('\n')) {
    const [, help, about = ''] = new RegExp(`^# HELP (${NAME}) (.+)$`).exec(line) ?? [];
    const [, type, kind = ''] = new RegExp(`^# TYPE (${NAME}) (gauge|counter)$`).exec(line) ?? [];
    if (help !== undefined) {
      if (families.has(help)) throw new Error(`twice: ${line}`);
      families.set(help, { help: about, type: '', samples: [] });
      current = help;
    } else if (type !== undefined) {
      const family = families.get(type);
      if (type !== current || family?.type !== '') throw new Error(`out of place: ${line}`);
      if ((kind === 'counter') !== type.endsWith('_total')) throw new Error(`badly named: ${line}`);
      family.type = kind;
    } else {
      const [, name = '', labels = '', value] = SAMPLE.exec(line) ?? [];
      const family = families.get(name);
      if (name === '' || name !== current || family === undefined || family.type === '')
        throw new Error(`no sample: ${line}`);
      const key = `${name}{${labels}}`;
      if (seen.has(key)) throw new Error(`twice: ${line}`);
      seen.add(key);
      family.samples.push({ name, labels: labelsOf(labels), value: Number(value) });
    }
  }
  const empty = [...families].filter(([, { samples }]) => samples.length === 0).map(([name]) => name);
  if (empty.length > 0) throw new Error(`without a sample: ${empty.join(', ')}`);
  return families;
}

function labelsOf(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, name, value]) => [name, value]),
  );
}
